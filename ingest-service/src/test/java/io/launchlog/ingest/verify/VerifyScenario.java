package io.launchlog.ingest.verify;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.DocumentId;
import io.launchlog.model.index.EventDocument;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An index and a log of their own, for verify to look at all of it. */
abstract class VerifyScenario {

    static final long NOW = System.currentTimeMillis();

    /** Not expired: retention would drop it while a test fills it. */
    static final String MONTH_OF_OTHERS = "launchlog-events-g1-"
            + BucketSize.MONTH.bucketOf(NOW - Duration.ofDays(40).toMillis());

    IngestFixture fixture;
    ConfigurableApplicationContext ingest;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        // The indices are shared by all tests of this module, and verify looks at all of them.
        IngestFixture.deleteIndices();
        fixture = new IngestFixture();
        ingest = fixture.startIngest();
        IngestFixture.awaitSetUp(ingest);
    }

    @AfterEach
    void close() {
        fixture.close();
        // Other tests expect the first generation to be live.
        IngestFixture.deleteIndices();
    }

    /** What the command says and how it ends. */
    record Outcome(int exitCode, JsonNode report, String text) {

        long found(String kind) {
            return report.path("differences").path(kind).path("found").asLong(-1);
        }

        long mended(String kind) {
            return report.path("differences").path(kind).path("mended").asLong(-1);
        }
    }

    Outcome verify(String... options) throws Exception {
        Path json = directory.resolve("report.json");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--json", json.toString(), "--work-directory", directory.toString()));
        StringWriter out = new StringWriter();
        int exitCode = new CommandLine(new VerifyCommand(() -> ingest.getBean(Verifier.class)))
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        return new Outcome(exitCode, JsonMapper.shared().readTree(Files.readString(json)), out.toString());
    }

    /** Mends what it can, and throws when it cannot go on. */
    Report repair(Duration longestWait) {
        VerifyOptions options = new VerifyOptions(Scope.EVERYTHING, true, false, 5, longestWait, 2, directory);
        try (Progress progress = new Progress(new PrintWriter(new StringWriter()))) {
            return ingest.getBean(Verifier.class).verify(options, progress);
        }
    }

    /** Makes an index of another month, which readers see. */
    void makeMonthOfOthers() {
        IngestFixture.elasticsearch("PUT", "/" + MONTH_OF_OTHERS, "{\"aliases\": {\"launchlog-events\": {}}}");
    }

    void sendAndAwait(List<ServiceEvent> events) throws Exception {
        fixture.send(events.stream().map(fixture::encode).toList());
        awaitIngest();
    }

    void awaitIngest() {
        IngestFixture.eventually().until(() -> fixture.lag() == 0);
    }

    List<ServiceEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> fixture.event("text " + i)
                        .occurTime(NOW - 1000 + i)
                        .labels(Map.of("app", "a" + i))
                        .build())
                .toList();
    }

    String document(ServiceEvent event, String index) {
        return "/" + index + "/_doc/"
                + DocumentId.of(event.service(), event.identity()).text() + "?routing="
                + EventDocument.of(event).routing().replace("/", "%2F") + "&refresh=true";
    }

    String document(ServiceEvent event) {
        return document(event, indexOf(event));
    }

    /** Where a service of the tests' project has its own document. */
    static String serviceDocument(String serviceId) {
        return "/launchlog-services-g1/_doc/project%2F" + serviceId + "?routing=project&refresh=true";
    }

    static String indexOf(ServiceEvent event) {
        return "launchlog-events-g1-" + BucketSize.MONTH.bucketOf(event.occurTime());
    }

    static String source(JsonNode document) {
        return document.path("_source").toString();
    }

    void dropDeadLetters() throws Exception {
        try (var admin = IngestFixture.admin()) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            fixture.deadLetters()
                    .forEach(letter -> all.merge(
                            new TopicPartition(letter.topic(), letter.partition()),
                            RecordsToDelete.beforeOffset(letter.offset() + 1),
                            (_, later) -> later));
            admin.deleteRecords(all).all().get();
        }
    }

    /** Sets a property of a topic, and waits until the broker goes by it. */
    static void configure(String topic, String name, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        try (var admin = IngestFixture.admin()) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
            IngestFixture.eventually()
                    .until(() -> admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get(name)
                            .value()
                            .equals(value));
        }
    }

    static void cutBefore(RecordMetadata first) throws Exception {
        cut(first, first.offset());
    }

    static void cutBehind(RecordMetadata last) throws Exception {
        cut(last, last.offset() + 1);
    }

    private static void cut(RecordMetadata record, long before) throws Exception {
        try (var admin = IngestFixture.admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(record.topic(), record.partition()),
                            RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }
}
