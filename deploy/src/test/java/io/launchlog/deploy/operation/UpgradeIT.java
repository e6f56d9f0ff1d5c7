package io.launchlog.deploy.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.operation.Operator.Outcome;
import io.launchlog.deploy.operation.Operator.Verified;
import io.launchlog.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code UPGRADE.md}: events of two versions on one log, and indices of two mappings one after the other. */
class UpgradeIT {

    private static final String SERVICE = "upgraded";
    private static final String EVENTS = "/services/" + SERVICE + "/events?order=asc";
    private static final String ON_NODE_1 = """
            {"query": {"term": {"node": "node-1"}}}""";

    @TempDir
    private Path directory;

    private Installation installation;
    private final long now = System.currentTimeMillis();

    @BeforeEach
    void start() {
        installation = new Installation(directory);
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void what_a_later_version_adds_is_passed_over_and_stays_on_the_log() throws Exception {
        installation.publish(List.of(
                binary("1", "io.launchlog.service.event.v1", "first version", ""),
                binary("2", "io.launchlog.service.event.v1", "binary with more", """
                        , "accelerators": {"kind": "gpu", "count": 8}, "queue": "batch\""""),
                structured("3", "structured with more", """
                        , "accelerators": {"kind": "gpu", "count": 8}, "queue": "batch\""""),
                binary("4", "io.launchlog.service.event.v1", "first version again", "")));
        installation.awaitIngested();

        assertThat(texts())
                .containsExactly("first version", "binary with more", "structured with more", "first version again");
        assertThat(installation.deadLetters()).isZero();
        JsonNode stored = installation
                .search()
                .call("GET", "/launchlog-events/_search", "{\"size\": 10}")
                .at("/hits/hits");
        assertThat(stored)
                .hasSize(4)
                .noneMatch(hit -> hit.at("/_source").toString().contains("gpu"));
        Verified clean = installation.operator().verify();
        assertThat(clean.exitCode()).as(clean.report().toString()).isZero();
    }

    @Test
    void a_type_that_ingest_does_not_know_waits_as_a_dead_letter_for_the_upgrade() throws Exception {
        installation.publish(List.of(
                binary("1", "io.launchlog.service.event.v1", "first version", ""),
                binary("2", ReadsSecondVersion.TYPE, "second version", ""),
                binary("3", "io.launchlog.service.event.v1", "first version again", "")));
        installation.awaitIngested();
        assertThat(texts()).containsExactly("first version", "first version again");
        Outcome listed = installation.operator().run("dlq", "list");
        assertThat(listed.text()).contains("unsupported-type", "1 dead letter, 0 replayed");
        Verified before = installation.operator().verify();
        assertThat(before.exitCode()).as(before.report().toString()).isZero();

        installation.stopIngest();
        String upgraded =
                "--spring.kafka.consumer.properties[interceptor.classes]=" + ReadsSecondVersion.class.getName();
        installation.startIngest(upgraded);
        Outcome replayed = installation.operator().run("dlq", "replay", "--reason", "unsupported-type");
        assertThat(replayed.exitCode()).as(replayed.text()).isZero();
        assertThat(replayed.text()).contains("Published: 1,");

        // Behind the end of the replay's transaction, which nobody commits before the next event comes.
        installation.awaitTransactionsEnded();
        installation.publish(List.of(binary("4", "io.launchlog.service.event.v1", "another", "")));
        installation.awaitIngested();
        assertThat(texts()).containsExactly("first version", "second version", "first version again", "another");
        assertThat(installation.deadLetters()).isEqualTo(1);
        Verified after = installation.operator().verify(upgraded);
        assertThat(after.exitCode()).as(after.report().toString()).isZero();
    }

    @Test
    void a_changed_mapping_comes_with_a_rebuild_and_readers_notice_nothing() throws Exception {
        // As if made by an older template: nobody could search for the node.
        installation.stopIngest();
        String index = "launchlog-events-g1-"
                + DateTimeFormatter.ofPattern("yyyy.MM")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.ofEpochMilli(now));
        installation.search().call("DELETE", "/" + index, "");
        JsonNode made = installation.search().call("PUT", "/" + index, """
                {"aliases": {"launchlog-events": {}},
                 "mappings": {"properties": {"node": {"type": "keyword", "index": false, "doc_values": false}}}}""");
        assertThat(made.path("acknowledged").asBoolean(false))
                .as(made.toString())
                .isTrue();
        installation.startIngest();
        for (int i = 0; i < 30; i++) {
            installation.publish(List.of(binary(
                    "event-" + i, "io.launchlog.service.event.v1", "step " + i, ", \"node\": \"node-" + i % 3 + "\"")));
        }
        installation.awaitIngested();
        assertThat(onNode1().has("error")).as("searched by an old mapping").isTrue();
        List<String> pages = installation.api().pages(List.of(SERVICE));

        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                try {
                    if (!installation.api().pages(List.of(SERVICE)).equals(pages)) {
                        others.incrementAndGet();
                    }
                } catch (Exception | AssertionError e) {
                    others.incrementAndGet();
                }
                looks.incrementAndGet();
            }
        });
        Outcome rebuilt;
        try {
            Installation.eventually().until(() -> looks.get() > 0);
            rebuilt = installation.operator().run("rebuild");
            int then = looks.get();
            Installation.eventually().until(() -> looks.get() > then + 1);
        } finally {
            over.set(true);
            reader.join();
        }

        assertThat(rebuilt.exitCode()).as(rebuilt.text()).isZero();
        assertThat(others).as("other pages, in " + looks + " looks").hasValue(0);
        assertThat(onNode1().at("/hits/total/value").asInt()).isEqualTo(10);
        Verified clean = installation.operator().verify();
        assertThat(clean.exitCode()).as(clean.report().toString()).isZero();
        Outcome dropped = installation.operator().run("rebuild", "--drop-previous");
        assertThat(dropped.exitCode()).as(dropped.text()).isZero();
        assertThat(installation.api().pages(List.of(SERVICE))).isEqualTo(pages);
    }

    private JsonNode onNode1() {
        return installation.search().call("POST", "/launchlog-events/_search", ON_NODE_1);
    }

    private List<String> texts() throws Exception {
        installation.search().call("POST", "/launchlog-*/_refresh", "");
        return installation
                .api()
                .get(EVENTS)
                .json()
                .path("events")
                .valueStream()
                .map(event -> event.path("event_info").asString())
                .toList();
    }

    /** @param more further fields of the data, each with a comma before it */
    private ProducerRecord<byte[], byte[]> binary(String id, String type, String text, String more) {
        ProducerRecord<byte[], byte[]> message = message(data(id, text, more));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_type", type,
                        "ce_source", "/upgrade",
                        "ce_id", id,
                        "ce_dataschema", "https://example.com/event-with-more.json",
                        "ce_region", "eu-1",
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, bytes(value)));
        return message;
    }

    private ProducerRecord<byte[], byte[]> structured(String id, String text, String more) {
        ProducerRecord<byte[], byte[]> message = message("""
                {"specversion": "1.0", "type": "io.launchlog.service.event.v1", "source": "/upgrade", "id": "%s",
                 "dataschema": "https://example.com/event-with-more.json", "region": "eu-1", "data": %s}""".formatted(id, data(id, text, more)));
        message.headers().add("content-type", bytes("application/cloudevents+json"));
        return message;
    }

    private static ProducerRecord<byte[], byte[]> message(String value) {
        return new ProducerRecord<>(Topics.SERVICE_EVENTS, bytes(Installation.PROJECT + "/" + SERVICE), bytes(value));
    }

    private String data(String id, String text, String more) {
        // The order of the ids is that of the events.
        int sequence = id.codePointAt(id.length() - 1);
        return """
                {"project_id": "%s", "service_id": "%s", "service_name": "upgraded", "event_info": "%s",
                 "occur_time": %d, "sequence": %d%s}""".formatted(Installation.PROJECT, SERVICE, text, now, sequence, more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
