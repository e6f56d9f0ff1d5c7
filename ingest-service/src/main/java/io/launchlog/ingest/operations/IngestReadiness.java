package io.launchlog.ingest.operations;

import io.launchlog.ingest.operations.Consumers.Consumer;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Ready means that ingest gets on: the consumers run, and each has nothing to do or has completed something lately.
 * When not, since when and why. With neither an assigned partition nor a batch in hand there is nothing to do, and it is
 * ready to take over.
 */
@Component("ingestProgress")
class IngestReadiness implements HealthIndicator {

    private final Consumers consumers;
    private final Progress progress;
    private final Obstacles obstacles;
    private final HealthProperties properties;
    private final Clock clock;

    /** Since when the consumers have not run; null while they do. */
    private @Nullable Instant stoppedSince;

    IngestReadiness(
            Consumers consumers, Progress progress, Obstacles obstacles, HealthProperties properties, Clock clock) {
        this.consumers = consumers;
        this.progress = progress;
        this.obstacles = obstacles;
        this.properties = properties;
        this.clock = clock;
        this.stoppedSince = clock.instant();
    }

    @Override
    public Health health() {
        List<Consumer> current = consumers.current();
        Instant stopped = stoppedSince(consumers.run());
        if (stopped != null) {
            return details(Health.outOfService(), current)
                    .withDetail("since", stopped.toString())
                    .withDetail("why", obstacle().orElse("the consumers do not run; the log tells why"))
                    .build();
        }
        // A batch that is not begun, as Kafka does not answer, is in nobody's hand yet.
        Stream<Instant> heldUp = obstacles.current().values().stream().map(Obstacles.Obstacle::since);
        Instant waiting = Stream.concat(
                        current.stream().map(Consumer::waitingSince).filter(Objects::nonNull), heldUp)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (waiting != null && waiting.plus(properties.grace()).isBefore(clock.instant())) {
            return details(Health.outOfService(), current)
                    .withDetail("since", waiting.toString())
                    .withDetail("why", obstacle().orElseGet(() -> unexplained(waiting, current)))
                    .build();
        }
        return details(Health.up(), current).build();
    }

    private synchronized @Nullable Instant stoppedSince(boolean run) {
        if (run) {
            stoppedSince = null;
        } else if (stoppedSince == null) {
            stoppedSince = clock.instant();
        }
        return stoppedSince;
    }

    private Health.Builder details(Health.Builder health, List<Consumer> current) {
        int partitions = current.stream().mapToInt(Consumer::partitions).sum();
        Instant lastStored = progress.lastStored();
        return health.withDetail("partitions", partitions == 0 ? "no partitions assigned" : partitions)
                .withDetail("lag", Consumers.lag(current))
                .withDetail(
                        "last-successful-bulk", lastStored == null ? "none since the start" : lastStored.toString());
    }

    private Optional<String> obstacle() {
        return obstacles.current().entrySet().stream()
                .min(Comparator.comparing(worker -> worker.getValue().since()))
                .map(worker -> worker.getKey() + " is held up by "
                        + worker.getValue().cause().label() + ": "
                        + worker.getValue().detail());
    }

    private static String unexplained(Instant waiting, List<Consumer> current) {
        return current.stream()
                .filter(consumer -> waiting.equals(consumer.waitingSince()))
                .map(consumer -> consumer.name() + " has completed nothing of " + consumer.inHand()
                        + " records in hand and " + consumer.behind() + " behind them")
                .collect(Collectors.joining("; "));
    }
}
