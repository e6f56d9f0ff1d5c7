package io.launchlog.ingest.store;

import java.util.Set;

/** Tells by status and {@code error.type} whether the document is at fault or the state of the cluster. */
final class ItemClassifier {

    /** Answers with status 400 that another moment, or an operator, can change. */
    private static final Set<String> PASSING_BAD_REQUESTS = Set.of(
            "validation_exception",
            "index_closed_exception",
            "invalid_index_name_exception",
            "cluster_block_exception",
            "illegal_index_shard_state_exception",
            "process_cluster_event_timeout_exception");

    private ItemClassifier() {}

    /** The outcome of an item that neither succeeded nor met a document with its id. */
    static StoreOutcome failed(BulkItem item) {
        boolean atFault = item.status() == 400 && !PASSING_BAD_REQUESTS.contains(item.errorType());
        return atFault ? new StoreOutcome.Poison(item.describe()) : new StoreOutcome.Transient(item.describe());
    }
}
