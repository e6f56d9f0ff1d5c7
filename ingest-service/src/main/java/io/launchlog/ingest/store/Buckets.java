package io.launchlog.ingest.store;

import io.launchlog.model.index.IndexNames;
import java.util.Set;

/**
 * The indices of events that a generation has when something is written to it.
 *
 * @param names of the generation
 * @param open names of indices; those of all documents that are to be written are among them
 */
public record Buckets(IndexNames names, Set<String> open) {

    public Buckets {
        open = Set.copyOf(open);
    }
}
