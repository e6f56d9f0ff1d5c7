package io.launchlog.demo;

import io.launchlog.model.event.Phase;

/** How one deployment of the demo ended. */
public sealed interface DemoOutcome {

    /**
     * All phases went well and the service was stopped again.
     *
     * @param prediction what the deployed model answered
     */
    record Succeeded(String prediction) implements DemoOutcome {}

    /**
     * A phase failed.
     *
     * @param reason as the abnormal event says it
     */
    record Failed(Phase phase, String errorCode, String reason) implements DemoOutcome {}
}
