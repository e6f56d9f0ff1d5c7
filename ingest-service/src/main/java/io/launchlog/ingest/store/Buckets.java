package io.launchlog.ingest.store;

import io.launchlog.model.index.IndexNames;
import java.util.Set;

/**
 * The indices of events that a generation has when something is written to it.
 *
 * @param names of the generation
 * @param open names of its open indices; an event of one that somebody has closed can be neither written nor read
 */
public record Buckets(IndexNames names, Set<String> open) {

    public Buckets {
        open = Set.copyOf(open);
    }
}
