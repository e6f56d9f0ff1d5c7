package io.launchlog.ingest.consume;

import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.projection.EventBuckets;
import io.launchlog.ingest.store.EventStore;
import io.launchlog.ingest.store.StoreOutcome;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.IndexNames;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes to the generations that are not live what the live one has accepted, and nothing else: which event of an
 * identity was first is decided once.
 */
@Component
class FollowingGenerations {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingGenerations.class);

    private final EventBuckets buckets;
    private final EventStore store;
    private final IngestMetrics metrics;

    FollowingGenerations(EventBuckets buckets, EventStore store, IngestMetrics metrics) {
        this.buckets = buckets;
        this.store = store;
        this.metrics = metrics;
    }

    /**
     * Stores them there too.
     *
     * @param accepted by the live generation
     * @return the outcomes, in their order; none is transient
     * @throws StoreUnavailableException when not all is decided; asking again is safe
     */
    List<StoreOutcome> follow(IndexNames names, List<EventDocument> accepted) {
        List<StoreOutcome> outcomes = store.store(buckets.toWrite(names, accepted), accepted);
        // First, because the next attempt is told of all of them again.
        requireAllDecided(names, outcomes);
        for (int i = 0; i < accepted.size(); i++) {
            switch (outcomes.get(i)) {
                case StoreOutcome.Conflict(var what) -> refused(names, accepted.get(i), what);
                case StoreOutcome.Poison(var what) -> refused(names, accepted.get(i), what);
                case StoreOutcome.Stored() -> {}
                case StoreOutcome.Duplicate() -> {}
                case StoreOutcome.Transient(var _) -> {}
            }
        }
        return outcomes;
    }

    private static void requireAllDecided(IndexNames names, List<StoreOutcome> outcomes) {
        for (StoreOutcome outcome : outcomes) {
            if (outcome instanceof StoreOutcome.Transient(var what)) {
                throw new StoreUnavailableException(
                        "Elasticsearch did not store everything in the generation "
                                + names.generation().number() + ", the first because of: " + what,
                        null);
            }
        }
    }

    /** The live one has the event, and a rebuild verifies what it has built. */
    private void refused(IndexNames names, EventDocument document, String what) {
        metrics.followingRefused();
        LOG.warn(
                "The generation {} does not take the document {} of {}, which another one has accepted: {}",
                names.generation().number(),
                document.id().text(),
                document.routing(),
                what);
    }
}
