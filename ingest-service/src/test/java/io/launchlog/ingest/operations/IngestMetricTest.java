package io.launchlog.ingest.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

class IngestMetricTest {

    /** Dashboards and alerts of others refer to these names: to change one is to break them. */
    @Test
    void names_and_tags_are_those_of_the_golden_file() throws Exception {
        String names = register().getMeters().stream()
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

    @Test
    void every_metric_is_there() {
        assertThat(register().getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsOnly(Arrays.stream(IngestMetric.values())
                        .map(IngestMetric::id)
                        .toArray(String[]::new));
    }

    @Test
    void the_table_in_the_readme_says_what_the_metrics_say() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        String table = readme.lines()
                .filter(line -> line.startsWith("| `launchlog.ingest."))
                .collect(Collectors.joining("\n"));

        assertThat(table)
                .isEqualTo(Arrays.stream(IngestMetric.values())
                        .map(metric -> "| `" + metric.id() + "` | " + metric.description() + " |")
                        .collect(Collectors.joining("\n")));
    }

    private static SimpleMeterRegistry register() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Clock clock = Clock.systemUTC();
        new IngestMetrics(registry);
        new IngestGauges(
                registry,
                new Obstacles(clock),
                new Consumers(new KafkaListenerEndpointRegistry(), new Progress(clock)));
        return registry;
    }
}
