package io.launchlog.ingest.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

class ServiceProjectionIT {

    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);

    private IngestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void isTheSameWhenSeveralThreadsOfTwoInstancesMergeInAnyOrder() throws Exception {
        List<ServiceProjection> instances = Stream.of(fixture.startIngest(), fixture.startIngest())
                .map((ConfigurableApplicationContext ingest) -> ingest.getBean(ServiceProjection.class))
                .toList();
        // Not expired: retention would delete a service without events.
        long now = System.currentTimeMillis();
        List<ServiceDocument> seen = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> new ServiceDocument(fixture.service(), "name " + i, now + i, 0, i, now + i, now + i))
                .toList());
        Collections.shuffle(seen, new Random(7));

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> merges = new ArrayList<>();
            for (int i = 0; i < seen.size(); i++) {
                ServiceProjection instance = instances.get(i % 2);
                List<ServiceDocument> one = List.of(seen.get(i));
                merges.add(threads.submit(() -> instance.merge(NAMES, one)));
            }
            for (Future<?> merge : merges) {
                merge.get();
            }
        }

        JsonNode stored = fixture.serviceDocument();
        assertThat(stored.path("service_name").asString()).isEqualTo("name 199");
        assertThat(stored.path("first_seen").asLong()).isEqualTo(now);
        assertThat(stored.path("last_seen").asLong()).isEqualTo(now + 199);
    }
}
