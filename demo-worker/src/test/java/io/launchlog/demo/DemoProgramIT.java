package io.launchlog.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.model.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo worker as a program of its own, against a real Kafka. */
class DemoProgramIT {

    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startKafka(@TempDir Path data) throws Exception {
        kafka = EmbeddedKafka.start(data, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.SERVICE_EVENTS, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void deploysOnceAndEnds() throws Exception {
        long before = records();

        int exitCode = DemoProgram.commandLine()
                .execute("--kafka", kafka.bootstrapServers(), "--project=shop", "--directory=" + directory);

        assertThat(exitCode).isZero();
        assertThat(records() - before).isGreaterThan(30);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void deploysAgainAndAgainUntilItIsToldToEndAndLeavesNothingBehind() throws Exception {
        long before = records();
        Path log = directory.resolve("log");
        Path work = directory.resolve("work");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoProgram.class.getName(),
                        "--kafka=" + kafka.bootstrapServers(),
                        "--every=0s",
                        "--directory=" + work)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> lines(log, "demo-resnet: deployed") >= 2);
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(records() - before).isGreaterThan(60);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        StringWriter err = new StringWriter();
        CommandLine command = DemoProgram.commandLine().setErr(new PrintWriter(err, true));

        assertThat(command.execute("--every=soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is no duration");
        err.getBuffer().setLength(0);
        assertThat(command.execute("--kafka-property=acks=0")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("demo-worker: kafkaProperties sets");
    }

    private static long lines(Path log, String start) throws Exception {
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(start))
                .count();
    }

    private static long records() throws Exception {
        TopicPartition partition = new TopicPartition(Topics.SERVICE_EVENTS, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }
}
