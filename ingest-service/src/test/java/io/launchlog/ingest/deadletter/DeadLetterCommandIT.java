package io.launchlog.ingest.deadletter;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.wire.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code dlq list}, {@code show} and {@code replay} on real dead letters. */
class DeadLetterCommandIT {

    private IngestFixture fixture;
    private ConfigurableApplicationContext ingest;
    private StringWriter out;
    private ByteArrayOutputStream bytes;
    private Exception failure;

    @BeforeEach
    void open() {
        fixture = new IngestFixture();
        ingest = fixture.startIngest();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void list_shows_letters_in_the_order_of_time_and_counts_them() throws Exception {
        deadLetter(poison("other/service", "x"));
        deadLetter(invalid("first"));
        deadLetter(poison(fixture.service().path(), "{}"));

        assertThat(run("list")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).startsWith("LETTER").endsWith("DETAIL");
        assertThat(lines.get(1)).contains("not-cloudevent", " other/service ");
        assertThat(lines.get(2))
                .contains("invalid-field", fixture.service().path(), " event_type ", " no ", "allowed: normal");
        assertThat(lines.get(3)).contains("not-cloudevent", fixture.service().path());
        assertThat(lines.get(4)).isEqualTo("3 dead letters, 0 replayed: 2 not-cloudevent, 1 invalid-field");
    }

    @Test
    void list_shows_only_what_is_asked_for() throws Exception {
        deadLetter(poison("other/service", "x"));
        deadLetter(invalid("first"));
        deadLetter(poison(fixture.service().path(), "y"));

        assertThat(listed("--reason", "invalid-field")).containsExactly("invalid-field");
        assertThat(listed("--reason", "invalid-field,not-cloudevent")).hasSize(3);
        assertThat(listed("--project", "other")).containsExactly("not-cloudevent");
        assertThat(listed("--project", fixture.service().projectId())).hasSize(2);
        assertThat(listed("--limit", "2")).containsExactly("invalid-field", "not-cloudevent");
        assertThat(listed("--since", "1h")).hasSize(3);
        assertThat(listed("--since", "2100-01-01T00:00:00Z")).isEmpty();
        assertThat(run("list", "--since", "2100-01-01T00:00:00Z")).isZero();
        assertThat(out.toString()).endsWith("No dead letters.\n");
    }

    @Test
    void show_tells_all_of_one_letter_and_writes_its_bytes() throws Exception {
        ProducerRecord<byte[], byte[]> record = poison(fixture.service().path(), "\u001b[31m\u00e9\n");
        record.headers().add("trace", new byte[] {(byte) 0xff});
        String letter = deadLetter(record);

        assertThat(run("show", letter)).isZero();
        assertThat(out.toString())
                .contains("Reason       not-cloudevent", "Attempt      1, first seen 20", "Replayed     no")
                .contains("launchlog-original-topic: " + fixture.topic(), "trace: (1 bytes, no UTF-8 text)")
                .contains("?[31m\u00e9\n")
                .doesNotContain("\u001b");
        assertThat(run("show", letter, "--raw")).isZero();
        assertThat(bytes.toByteArray()).isEqualTo(record.value());
        assertThat(out.toString()).isEmpty();
        assertThat(run("show", "0:99999")).isEqualTo(1);
        assertThat(failure).hasMessageContaining("There is no dead letter 0:99999");
        assertThat(run("show", "99:0")).isEqualTo(1);
        assertThat(failure).hasMessageContaining("4 partitions");
    }

    @Test
    void replay_brings_an_event_into_the_index_once_the_cause_is_gone_and_only_once() throws Exception {
        ingest.close();
        ingest = fixture.startIngest("launchlog.retention=1h");
        long old = System.currentTimeMillis() - Duration.ofHours(2).toMillis();
        String letter =
                deadLetter(fixture.encode(fixture.event("late").occurTime(old).build()));
        ingest.close();
        ingest = fixture.startIngest();

        assertThat(run("replay", "--reason", "conflict")).isZero();
        assertThat(out.toString()).startsWith("Published: 0,");
        assertThat(run("replay", "--reason", "out-of-time-range", "--dry-run")).isZero();
        assertThat(out.toString()).contains("out-of-time-range", "To be published: 1,");
        assertThat(run("replay", "--reason", "out-of-time-range")).isZero();
        assertThat(out.toString()).contains(letter + " published as ", "Published: 1, replayed before: 0");
        eventually().untilAsserted(() -> assertThat(fixture.texts()).containsExactly("late"));

        assertThat(run("replay", "--all")).isZero();
        assertThat(out.toString()).startsWith("Published: 0, replayed before: 1, impossible: 0");
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains(" yes ", "1 dead letter, 1 replayed");
        assertThat(run("show", letter)).isZero();
        assertThat(out.toString()).containsPattern("Replayed     20\\S+ to \\d:\\d");

        assertThat(run("replay", letter, "--again")).isZero();
        assertThat(out.toString()).contains("Published: 1,");
        eventually()
                .untilAsserted(() -> assertThat(IngestFixture.counter(ingest, "launchlog.ingest.duplicates"))
                        .isEqualTo(1));
        assertThat(fixture.texts()).containsExactly("late");
        assertThat(fixture.deadLetters()).hasSize(1);
    }

    @Test
    void a_replayed_record_that_is_still_poison_is_the_next_attempt() throws Exception {
        String letter = deadLetter(invalid("wrong"));
        ConsumerRecord<byte[], byte[]> first = fixture.deadLetters().getFirst();

        assertThat(run("replay", letter)).isZero();
        eventually().untilAsserted(() -> assertThat(fixture.deadLetters()).hasSize(2));

        ConsumerRecord<byte[], byte[]> second = fixture.deadLetters().stream()
                .max(Comparator.comparingLong(ConsumerRecord::offset))
                .orElseThrow();
        StoredLetter.Original original = new StoredLetter(first).original().orElseThrow();
        StoredLetter again = new StoredLetter(second);
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(again.attempt())
                .isEqualTo(new Attempt(2, new StoredLetter(first).attempt().firstSeen()));
        assertThat(again.text("launchlog-replayed-from"))
                .isEqualTo(Topics.deadLettersOf(fixture.topic()) + "/" + letter.replace(':', '/'));
        assertThat(again.text("launchlog-first-original")).isEqualTo(original.toString());
        // The record that became the second letter, with the timestamp of the first.
        assertThat(again.original().orElseThrow())
                .isEqualTo(new StoredLetter.Original(
                        original.topic(), original.partition(), original.offset() + 1, original.timestamp()));
        assertThat(again.text("launchlog-field")).isEqualTo("event_type");

        assertThat(run("replay", again.coordinate().toString())).isZero();
        eventually().untilAsserted(() -> assertThat(fixture.deadLetters()).hasSize(3));
        assertThat(fixture.deadLetters())
                .extracting(third -> new StoredLetter(third).attempt().number())
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(fixture.deadLetters().stream()
                        .map(StoredLetter::new)
                        .filter(third -> third.attempt().number() == 3))
                .singleElement()
                .satisfies(third ->
                        assertThat(third.text("launchlog-first-original")).isEqualTo(original.toString()));
    }

    @Test
    void a_value_that_was_left_out_is_taken_from_the_log_while_it_is_there() throws Exception {
        setMaximumBytes(Topics.deadLettersOf(fixture.topic()), 10_000);
        String letter = deadLetter(poison(fixture.service().path(), "x".repeat(20_000)));
        assertThat(fixture.deadLetters().getFirst().value()).isNull();
        setMaximumBytes(Topics.deadLettersOf(fixture.topic()), Topics.MAXIMUM_DEAD_LETTER_BYTES);

        assertThat(run("replay", letter)).isZero();

        eventually()
                .untilAsserted(() -> assertThat(fixture.deadLetters())
                        .filteredOn(second -> second.value() != null)
                        .singleElement()
                        .satisfies(second -> assertThat(second.value()).hasSize(20_000)));

        StoredLetter.Original original =
                new StoredLetter(fixture.deadLetters().getFirst()).original().orElseThrow();
        try (Admin admin = IngestFixture.admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(original.topic(), original.partition()),
                            RecordsToDelete.beforeOffset(original.offset() + 1)))
                    .all()
                    .get();
        }
        assertThat(run("replay", letter, "--again")).isEqualTo(1);
        assertThat(out.toString()).contains(letter + " cannot be published", "is gone", "impossible: 1");
    }

    @Test
    void a_letter_with_nothing_of_its_original_is_shown_and_replayed_from_the_log() throws Exception {
        setMaximumBytes(Topics.deadLettersOf(fixture.topic()), 10_000);
        ProducerRecord<byte[], byte[]> record = poison(fixture.service().path(), "x");
        record.headers().add("trace", new byte[20_000]);
        String letter = deadLetter(record);
        setMaximumBytes(Topics.deadLettersOf(fixture.topic()), Topics.MAXIMUM_DEAD_LETTER_BYTES);

        assertThat(run("show", letter)).isZero();
        assertThat(out.toString()).contains("Key          -", "headers of 20005 left out", "Value        left out");
        assertThat(run("list")).isZero();
        assertThat(run("replay", letter)).isZero();

        eventually()
                .untilAsserted(() -> assertThat(fixture.deadLetters())
                        .filteredOn(second -> second.value() != null)
                        .singleElement()
                        .satisfies(second -> {
                            assertThat(second.key()).isEqualTo(record.key());
                            assertThat(second.headers().lastHeader("trace").value())
                                    .hasSize(20_000);
                            assertThat(new StoredLetter(second).attempt().number())
                                    .isEqualTo(2);
                        }));
    }

    @Test
    void a_letter_that_kafka_refuses_does_not_hold_up_the_others() throws Exception {
        String large = deadLetter(poison(fixture.service().path(), "x".repeat(20_000)));
        String small = deadLetter(poison(fixture.service().path(), "x"));
        setMaximumBytes(fixture.topic(), 10_000);

        assertThat(run("replay", "--all")).isEqualTo(1);

        assertThat(out.toString())
                .contains(large + " cannot be published: Kafka refuses it", small + " published as ")
                .contains("Published: 1, replayed before: 0, impossible: 1");
        eventually().untilAsserted(() -> assertThat(fixture.deadLetters()).hasSize(3));
    }

    @Test
    void a_second_replay_ends_the_first_and_nothing_is_published_twice() throws Exception {
        String first = deadLetter(poison(fixture.service().path(), "x"));
        assertThat(run("replay", first)).isZero();
        eventually().untilAsserted(() -> assertThat(fixture.deadLetters()).hasSize(2));
        deadLetter(poison(fixture.service().path(), "y"));
        ReplayRequest all = new ReplayRequest(List.of(), new LetterFilter(Set.of(), null, null), false, false);

        assertThatThrownBy(() -> ingest.getBean(DeadLetterReplay.class).replay(all, (_, outcome) -> {
                    // Told of the first letter, while the others wait to be published together.
                    assertThat(outcome).isEqualTo(new ReplayOutcome.Before());
                    assertThat(run("replay", "--all")).isZero();
                }))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("Another replay");

        assertThat(out.toString()).contains("Published: 2, replayed before: 1");
        // The end of the last transaction is behind its last record.
        eventually().untilAsserted(() -> assertThat(fixture.lag()).isEqualTo(1));
        assertThat(fixture.deadLetters()).hasSize(5);
    }

    @Test
    void replays_nothing_when_what_was_replayed_would_be_forgotten() throws Exception {
        deadLetter(poison(fixture.service().path(), "x"));
        String traces = Topics.replaysOf(fixture.topic());
        configure(traces, "cleanup.policy", "delete");

        assertThat(run("replay", "--all")).isEqualTo(1);
        assertThat(failure)
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("cleanup.policy is delete, and has to be compact");

        try (Admin admin = IngestFixture.admin()) {
            admin.deleteTopics(List.of(traces)).all().get();
        }
        eventually().untilAsserted(() -> {
            assertThat(run("replay", "--all")).isEqualTo(1);
            assertThat(failure)
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("There is no topic " + traces);
        });
        assertThat(fixture.deadLetters()).hasSize(1);
    }

    @Test
    void replay_wants_to_know_which_letters() {
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("replay", "--again")).isEqualTo(2);
    }

    /** Sends the record and waits for its letter; the coordinate of that. */
    private String deadLetter(ProducerRecord<byte[], byte[]> record) throws Exception {
        var sent = fixture.send(List.of(record)).getFirst();
        return eventually()
                .until(
                        () -> fixture.deadLetters().stream()
                                .map(StoredLetter::new)
                                .filter(letter -> letter.original()
                                        .filter(original -> original.partition() == sent.partition()
                                                && original.offset() == sent.offset())
                                        .isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .coordinate()
                .toString();
    }

    private ProducerRecord<byte[], byte[]> poison(String key, String value) {
        return new ProducerRecord<>(
                fixture.topic(), key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    /** An event whose type there is not. */
    private ProducerRecord<byte[], byte[]> invalid(String text) {
        ProducerRecord<byte[], byte[]> valid =
                fixture.encode(fixture.event(text).build());
        String value =
                new String(valid.value(), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"event_type\":\"odd\",");
        value = value.replaceFirst(",\"event_type\":\"normal\"", "");
        return new ProducerRecord<>(
                valid.topic(), null, null, valid.key(), value.getBytes(StandardCharsets.UTF_8), valid.headers());
    }

    private static void setMaximumBytes(String topic, int bytes) throws Exception {
        configure(topic, "max.message.bytes", Integer.toString(bytes));
    }

    private static void configure(String topic, String name, String value) throws Exception {
        try (Admin admin = IngestFixture.admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** The reasons of what {@code list --json} shows with these options. */
    private List<String> listed(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "list";
        arguments[1] = "--json";
        System.arraycopy(options, 0, arguments, 2, options.length);
        assertThat(run(arguments)).as(String.valueOf(failure)).isZero();
        return out.toString()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .map((JsonNode letter) -> letter.path("reason").asString())
                .toList();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        bytes = new ByteArrayOutputStream();
        failure = null;
        return DeadLetterCommand.of(
                        () -> ingest.getBean(DeadLetterLog.class),
                        () -> ingest.getBean(ReplayTraces.class),
                        () -> ingest.getBean(DeadLetterReplay.class),
                        bytes)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .setExecutionExceptionHandler((e, _, _) -> {
                    failure = e;
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }
}
