package io.launchlog.ingest.retention;

import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.projection.Expiry;
import io.launchlog.ingest.projection.GenerationIndices;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Bucket;
import io.launchlog.model.index.IndexNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Drops the indices of events whose whole bucket has expired. The name says which those may be; that all their events
 * are as old is asked of the events. What is in doubt is left alone, and said once.
 */
@Component
class ExpiredBuckets {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredBuckets.class);

    private final ElasticsearchCalls calls;
    private final GenerationIndices indices;
    private final Expiry expiry;
    private final IngestMetrics metrics;
    private final BucketContents contents;

    /** The indices that were said to be left alone. */
    private final Set<String> leftAlone = ConcurrentHashMap.newKeySet();

    ExpiredBuckets(
            ElasticsearchCalls calls,
            GenerationIndices indices,
            Expiry expiry,
            IngestMetrics metrics,
            BucketContents contents) {
        this.calls = calls;
        this.indices = indices;
        this.expiry = expiry;
        this.metrics = metrics;
        this.contents = contents;
    }

    /**
     * Drops all of a generation that have expired; may be called by several instances at once.
     *
     * @throws StoreUnavailableException when Elasticsearch did not tell or did not do all of it; doing it again is safe
     */
    void drop(IndexNames names) {
        long cutoff = expiry.cutoff();
        for (String index : indices.events(names)) {
            Optional<Bucket> bucket = names.bucketOf(index);
            if (bucket.isEmpty()) {
                leaveAlone(index, "its name tells no bucket");
            } else if (bucket.get().end() <= cutoff) {
                dropIfExpired(index, cutoff);
            }
        }
    }

    private void dropIfExpired(String index, long cutoff) {
        switch (contents.of(index)) {
            case BucketContents.Contents.Gone() -> {}
            case BucketContents.Contents.Unclear(var why) -> leaveAlone(index, why);
            case BucketContents.Contents.Empty() -> drop(index, "it is empty");
            case BucketContents.Contents.Events(var count, var youngest) -> {
                if (youngest < cutoff) {
                    drop(index, "the youngest of its " + count + " events is of " + Instant.ofEpochMilli(youngest));
                } else {
                    leaveAlone(index, "it has an event of " + Instant.ofEpochMilli(youngest));
                }
            }
        }
    }

    private void drop(String index, String why) {
        ElasticsearchCalls.Answer answer = calls.json("DELETE", "/" + index, Map.of(), new byte[0]);
        if (answer.status() == 200) {
            metrics.bucketDropped();
            LOG.info("Dropped {}, which launchlog.retention has expired; {}", index, why);
        } else if (answer.status() != 404) {
            throw new StoreUnavailableException("The index " + index + " was not dropped: " + answer.describe(), null);
        }
    }

    private void leaveAlone(String index, String why) {
        if (leftAlone.add(index)) {
            LOG.warn("Retention leaves {} alone, because {}. Delete it by hand when nobody needs it", index, why);
        }
    }
}
