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
    private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);
    private final Map<RetryCause, Counter> retries = new EnumMap<>(RetryCause.class);
    private final Timer bulk;
    private final DistributionSummary bulkBytes;
    private final Counter gapsHealed;
    private final Counter gapsEmpty;
    private final Timer eventAge;

    IngestMetrics(MeterRegistry registry) {
        received = counter(IngestMetric.RECEIVED).register(registry);
        indexed = counter(IngestMetric.INDEXED).register(registry);
        duplicates = counter(IngestMetric.DUPLICATES).register(registry);
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

    public void deadLetter(DeadLetterReason reason) {
        Objects.requireNonNull(deadLetters.get(reason)).increment();
    }

    /** Records had been passed over and are read now. */
    public void gapHealed() {
        gapsHealed.increment();
    }

    /** Offsets were missing, and nothing is there. */
    public void gapEmpty() {
        gapsEmpty.increment();
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
