package io.launchlog.ingest.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IngestMetricTest {

    /** Dashboards and alerts of others refer to these names: to change one is to break them. */
    @Test
    void namesAndTagsAreThoseOfTheGoldenFile() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new IngestMetrics(registry);

        String names = registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getType() + " " + id.getName()
                        + id.getTags().stream()
                                .map(tag -> " " + tag.getKey() + "=" + tag.getValue())
                                .collect(Collectors.joining()))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));

        try (var golden = getClass().getResourceAsStream("/golden/metrics.txt")) {
            assertThat(names).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
