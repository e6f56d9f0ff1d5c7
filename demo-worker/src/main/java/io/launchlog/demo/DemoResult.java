package io.launchlog.demo;

import java.util.List;

/**
 * One run of the demo.
 *
 * @param projectId where the services belong
 * @param runs one of each service, in the order in which they were deployed
 */
public record DemoResult(String projectId, List<DemoRun> runs) {

    public DemoResult {
        runs = List.copyOf(runs);
    }

    /** Whether Kafka has all events of all services. */
    public boolean allAcknowledged() {
        return runs.stream().allMatch(DemoRun::allAcknowledged);
    }
}
