package io.launchlog.ingest.operations;

import java.util.List;

/**
 * A thing that ingest needs of Kafka or Elasticsearch, after it was seen to.
 *
 * @param thing what it is and its name, such as {@code topic launchlog.service-events.v1}
 * @param state what was done
 * @param details how it is; empty when there is nothing to tell
 * @param differences what is not as the properties say, each with the remedy, one line each; those that nobody but an
 *     operator may change
 */
public record Prepared(String thing, State state, String details, List<String> differences) {

    /** What was done. */
    public enum State {
        MADE,
        UPDATED,
        FOUND
    }

    public Prepared {
        differences = List.copyOf(differences);
    }
}
