package io.launchlog.benchmarks.events;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.Status;
import org.jspecify.annotations.Nullable;

/**
 * One event of a deployment before it has a time and an id.
 *
 * @param phase null for an operation on the service itself
 * @param text as documented for that phase
 */
record Step(@Nullable Phase phase, Status status, EventType type, String text) {

    static Step normal(@Nullable Phase phase, Status status, String text) {
        return new Step(phase, status, EventType.NORMAL, text);
    }

    static Step abnormal(@Nullable Phase phase, Status status, String text) {
        return new Step(phase, status, EventType.ABNORMAL, text);
    }
}
