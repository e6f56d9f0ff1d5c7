package io.launchlog.deploy.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.model.wire.CloudEventEncoder;
import io.launchlog.model.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures what an event takes in Kafka's log: the events of the benchmarks, on a topic as ingest makes it. */
class RecordSizeIT {

    private static final int EVENTS = 50_000;
    private static final String SERVERS = "bootstrap.servers";

    @Test
    void an_event_takes_as_much_of_the_log_as_the_page_says(@TempDir Path directory) throws Exception {
        double bytes;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Admin.create(Map.of(SERVERS, kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.SERVICE_EVENTS, Optional.of(4), Optional.empty())
                            .configs(Map.of("compression.type", "uncompressed"))))
                    .all()
                    .get();
            publish(kafka.bootstrapServers());
            bytes = (double) logSize(admin) / EVENTS;
        }

        assertThat(SizingPage.ofCheckout().measured("log, bytes/event")).isCloseTo(bytes, withinPercentage(1));
    }

    /** As the publisher does: batches of up to 64 KB, which the broker unpacks. */
    private static void publish(String servers) throws Exception {
        EventGenerator events = new EventGenerator(1, MeasuredService.of(1000, 20), 1_795_456_800_000L);
        CloudEventEncoder encoder = new CloudEventEncoder(Topics.SERVICE_EVENTS);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        SERVERS,
                        servers,
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "batch.size",
                        65_536,
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < EVENTS - 1; i++) {
                var _ = producer.send(encoder.encode(events.next()));
            }
            producer.flush();
            producer.send(encoder.encode(events.next())).get();
        }
    }

    private static long logSize(Admin admin) throws Exception {
        int broker = admin.describeCluster().nodes().get().iterator().next().id();
        return admin.describeLogDirs(List.of(broker)).allDescriptions().get().get(broker).values().stream()
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(Topics.SERVICE_EVENTS))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }
}
