package io.launchlog.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "deployments";

    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsAndTheGroupsPositionThroughAStopAndAStartOnTheSamePort() {
        int port = LoopbackPort.free();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            assertThat(kafka.port()).isEqualTo(port);
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            createTopic(kafka, new NewTopic(TOPIC, 1, (short) 1));
            send(kafka, "pulled");
            assertThat(consume(kafka, 1)).containsExactly("pulled");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            send(kafka, "started");
            assertThat(consume(kafka, 1)).containsExactly("started");
            send(kafka, "ready");
            send(kafka, "served");
            assertThat(consume(kafka, 2)).containsExactly("ready", "served");
        }
    }

    @Test
    void takesRecordsOfTwoMebibytesWhenTheTopicAllowsThem() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            createTopic(kafka, new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("max.message.bytes", "3145728")));
            String large = "x".repeat(2 * 1024 * 1024);
            send(kafka, large);
            assertThat(consume(kafka, 1)).containsExactly(large);
        }
    }

    @Test
    void doesNotCreateTheTopicOfAMisspeltName() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("deploiments"))
                            .allTopicNames()
                            .get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, other.getLocalPort()))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("Kafka cannot listen on port %d of 127.0.0.1, because it is in use:"
                                    .formatted(other.getLocalPort())
                            + " stop the process that listens there, or choose another port.");
        }
    }

    @Test
    void saysWhichDirectoryIsInUseAndLeavesItsOwnerAlone() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                        .isInstanceOf(EmbeddedStartException.class)
                        .hasMessageMatching("The Kafka data directory .+ is in use by another process:"
                                + " stop that one, or choose another directory\\.");
            }
            createTopic(kafka, new NewTopic(TOPIC, 1, (short) 1));
            send(kafka, "still here");
            assertThat(consume(kafka, 1)).containsExactly("still here");
        }
    }

    @Test
    void aStartThatFailsEndsInAnExceptionAndLeavesNoThreadBehind() throws Exception {
        EmbeddedKafka.start(directory, 0).close();
        Path log = directory.resolve("log");

        // Found before the broker starts its threads.
        Path metaProperties = log.resolve("meta.properties");
        String intact = Files.readString(metaProperties);
        Files.writeString(metaProperties, intact.replace("node.id=1", "node.id=7"));
        assertThatStartFails();
        Files.writeString(metaProperties, intact);

        // Found when half of it runs.
        try (FileChannel channel =
                        FileChannel.open(log.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatStartFails();
        }

        EmbeddedKafka.start(directory, 0).close();
        assertThatNoThreadIsLeft();
    }

    private void assertThatStartFails() throws IOException {
        assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageStartingWith("Kafka did not start on data directory " + directory.toRealPath())
                .message()
                .doesNotContain("\n");
        assertThatNoThreadIsLeft();
    }

    private static void assertThatNoThreadIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(kafkaThreads()).isEmpty());
    }

    private static List<String> kafkaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("(?i).*(kafka|raft|broker|controller|quorum|coordinator|expiration).*"))
                .sorted()
                .toList();
    }

    private static void createTopic(EmbeddedKafka kafka, NewTopic topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("topic was not created", e);
        }
    }

    private static void send(EmbeddedKafka kafka, String value) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.request.size", 4 * 1024 * 1024);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("record was not accepted", e);
        }
    }

    private static List<String> consume(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", "test", "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }
}
