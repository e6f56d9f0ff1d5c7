package io.launchlog.ingest.operations;

import io.launchlog.model.wire.DeadLetterReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts what ingest does. */
@Component
public class IngestMetrics {

    private final Counter received;
    private final Counter indexed;
    private final Counter duplicates;
    private final Counter conflicts;
    private final Counter followingRefused;
    private final Counter bucketsDropped;
    private final Counter servicesDropped;
    private final Counter retentionFailures;
    private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);
    private final Map<RetryCause, Counter> retries = new EnumMap<>(RetryCause.class);
    private final Timer bulk;
    private final DistributionSummary bulkBytes;
    private final Counter gapsHealed;
    private final Counter gapsEmpty;
    private final Counter commitsMadeGood;
    private final Counter topicsMadeAgain;
    private final Counter lost;
    private final Timer eventAge;

    public IngestMetrics(MeterRegistry registry) {
        received = counter(IngestMetric.RECEIVED).register(registry);
        indexed = counter(IngestMetric.INDEXED).register(registry);
        duplicates = counter(IngestMetric.DUPLICATES).register(registry);
        conflicts = counter(IngestMetric.CONFLICTS).register(registry);
        followingRefused = counter(IngestMetric.FOLLOWING_REFUSED).register(registry);
        bucketsDropped = counter(IngestMetric.RETENTION_BUCKETS).register(registry);
        servicesDropped = counter(IngestMetric.RETENTION_SERVICES).register(registry);
        retentionFailures = counter(IngestMetric.RETENTION_FAILURES).register(registry);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLetters.put(
                    reason,
                    counter(IngestMetric.DEAD_LETTERS)
                            .tag("reason", reason.wireName())
                            .register(registry));
        }
        for (RetryCause cause : RetryCause.values()) {
            retries.put(
                    cause,
                    counter(IngestMetric.RETRIES).tag("cause", cause.label()).register(registry));
        }
        bulk = Timer.builder(IngestMetric.BULK.id())
                .description(IngestMetric.BULK.description())
                .register(registry);
        bulkBytes = DistributionSummary.builder(IngestMetric.BULK_BYTES.id())
                .description(IngestMetric.BULK_BYTES.description())
                .baseUnit("bytes")
                .register(registry);
        gapsHealed = counter(IngestMetric.GAPS_HEALED).register(registry);
        gapsEmpty = counter(IngestMetric.GAPS_EMPTY).register(registry);
        commitsMadeGood = counter(IngestMetric.COMMITS_MADE_GOOD).register(registry);
        topicsMadeAgain = counter(IngestMetric.TOPICS_MADE_AGAIN).register(registry);
        lost = counter(IngestMetric.LOST).register(registry);
        eventAge = Timer.builder(IngestMetric.EVENT_AGE.id())
                .description(IngestMetric.EVENT_AGE.description())
                .register(registry);
    }

    public void received(int records) {
        received.increment(records);
    }

    /** One event became a document, so long after its record's timestamp. */
    public void indexed(Duration age) {
        indexed.increment();
        eventAge.record(age.isNegative() ? Duration.ZERO : age);
    }

    public void duplicate() {
        duplicates.increment();
    }

    /** An event met another one with its identity and other content. */
    public void conflict() {
        conflicts.increment();
    }

    /** A generation that is not live did not take an event that the live one holds. */
    public void followingRefused() {
        followingRefused.increment();
    }

    /** A gap in the offsets was read again, and there were records in it. */
    public void gapHealed() {
        gapsHealed.increment();
    }

    /** A gap in the offsets turned out to hold no records. */
    public void gapEmpty() {
        gapsEmpty.increment();
    }

    /** An offset was committed again, as the committed one had fallen back. */
    public void commitMadeGood() {
        commitsMadeGood.increment();
    }

    /** The topic was found to be another one. */
    public void topicMadeAgain() {
        topicsMadeAgain.increment();
    }

    /** Kafka has dropped so many offsets before they were read. */
    public void lost(long offsets) {
        lost.increment((double) offsets);
    }

    public void bucketDropped() {
        bucketsDropped.increment();
    }

    public void servicesDropped(int services) {
        servicesDropped.increment(services);
    }

    public void retentionFailed() {
        retentionFailures.increment();
    }

    public void deadLetter(DeadLetterReason reason) {
        Objects.requireNonNull(deadLetters.get(reason)).increment();
    }

    public void retry(RetryCause cause) {
        Objects.requireNonNull(retries.get(cause)).increment();
    }

    /**
     * Runs one bulk and measures it, also when it fails.
     *
     * @param bytes the size of its body
     */
    public <T> T bulk(int bytes, Supplier<T> call) {
        bulkBytes.record(bytes);
        long start = System.nanoTime();
        try {
            return call.get();
        } finally {
            bulk.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Counter.Builder counter(IngestMetric metric) {
        return Counter.builder(metric.id()).description(metric.description());
    }
}
