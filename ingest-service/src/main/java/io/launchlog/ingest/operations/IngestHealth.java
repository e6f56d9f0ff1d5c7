package io.launchlog.ingest.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether ingest gets on; when it does not, since when and why, for each worker that is held up. */
@Component("ingest")
class IngestHealth implements HealthIndicator {

    private final Obstacles obstacles;
    private final Consumers consumers;

    IngestHealth(Obstacles obstacles, Consumers consumers) {
        this.obstacles = obstacles;
        this.consumers = consumers;
    }

    @Override
    public Health health() {
        Map<String, Obstacles.Obstacle> current = obstacles.current();
        boolean consumersRun = consumers.run();
        if (current.isEmpty() && consumersRun) {
            return Health.up().build();
        }
        Health.Builder health = Health.outOfService();
        if (!consumersRun) {
            health.withDetail("consumers", "not running: not started yet, or ended by an error that the log tells");
        }
        current.forEach((worker, obstacle) -> health.withDetail(worker, details(obstacle)));
        return health.build();
    }

    private static Map<String, Object> details(Obstacles.Obstacle obstacle) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("since", obstacle.since().toString());
        details.put("cause", obstacle.cause().label());
        details.put("detail", obstacle.detail());
        details.put("attempts", obstacle.attempts());
        return details;
    }
}
