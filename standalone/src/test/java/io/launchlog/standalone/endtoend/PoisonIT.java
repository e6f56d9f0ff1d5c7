package io.launchlog.standalone.endtoend;

import static io.launchlog.model.wire.DeadLetterReason.CONFLICT;
import static io.launchlog.model.wire.DeadLetterReason.EMPTY;
import static io.launchlog.model.wire.DeadLetterReason.INVALID_FIELD;
import static io.launchlog.model.wire.DeadLetterReason.MALFORMED;
import static io.launchlog.model.wire.DeadLetterReason.NOT_CLOUDEVENT;
import static io.launchlog.model.wire.DeadLetterReason.OUT_OF_TIME_RANGE;
import static io.launchlog.model.wire.DeadLetterReason.REJECTED;
import static io.launchlog.model.wire.DeadLetterReason.UNSUPPORTED_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.DeadLetterReason;
import io.launchlog.model.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that can never be indexed end in the dead letters, and nothing else does (contract section 1). */
@ExtendWith(EndToEnd.class)
class PoisonIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One kind of poison, and what its dead letter says. */
    private record Poison(DeadLetterReason reason, String detail, ProducerRecord<byte[], byte[]> message) {}

    @Test
    void every_kind_of_poison_is_a_dead_letter_and_the_good_events_around_it_are_indexed(Deployment deployment)
            throws Exception {
        TestEvents service = TestEvents.ofNewService("poison");
        long now = System.currentTimeMillis();
        // In a month that no other test writes to.
        long refusedTime = now - Duration.ofDays(80).toMillis();
        refuseNodesThatAreNoNumbers(deployment, refusedTime);
        Map<String, Poison> poison = poison(service, now, refusedTime);

        Map<String, RecordMetadata> sent = new LinkedHashMap<>();
        List<String> good = new ArrayList<>();
        try (Messages messages = new Messages(deployment.backends().kafka())) {
            // What the conflict is with.
            messages.send(TestEvents.binary(service.event("taken", "first", now).build()));
            good.add("first");
            poison.forEach((name, one) -> {
                String info = "good after " + name;
                good.add(info);
                one.message().headers().add("x-name", name.getBytes(StandardCharsets.UTF_8));
                sent.put(name, messages.send(one.message()));
                messages.send(TestEvents.binary(
                        service.event("good-" + name, info, now).build()));
            });

            Api api = new Api(deployment.queryAddress(), "poison");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(api.events(service.id()).infos()).containsExactlyInAnyOrderElementsOf(good));
            Map<String, ConsumerRecord<byte[], byte[]>> letters = await().atMost(PATIENCE)
                    .until(
                            () -> lettersByName(messages),
                            found -> found.keySet().containsAll(sent.keySet()));

            poison.forEach((name, one) -> assertIsLetterOf(name, one, sent.get(name), letters.get(name)));
        }
    }

    private static Map<String, Poison> poison(TestEvents service, long now, long refusedTime) {
        String key = service.service().path();
        String nowText = Long.toString(now);
        byte[] badUtf8 = service.json("utf8", "?", now).getBytes(StandardCharsets.UTF_8);
        badUtf8[new String(badUtf8, StandardCharsets.ISO_8859_1).indexOf("\"?\"") + 1] = (byte) 0xff;
        String manyLabels = IntStream.range(0, 40)
                .mapToObj(i -> "\"label" + i + "\": \"value\"")
                .collect(Collectors.joining(", ", ", \"labels\": {", "}"));

        Map<String, Poison> poison = new LinkedHashMap<>();
        poison.put("no value", new Poison(EMPTY, "no value", Messages.structured(key, (byte[]) null)));
        poison.put("empty value", new Poison(EMPTY, "no value", Messages.structured(key, new byte[0])));
        poison.put(
                "no cloudevent",
                new Poison(
                        NOT_CLOUDEVENT,
                        "specversion is missing",
                        new ProducerRecord<>(
                                Topics.SERVICE_EVENTS,
                                key.getBytes(StandardCharsets.UTF_8),
                                "{}".getBytes(StandardCharsets.UTF_8))));
        poison.put(
                "version 2",
                new Poison(
                        UNSUPPORTED_TYPE,
                        "event.v2",
                        Messages.structured(key, service.json("v2", "text", now).replace("event.v1", "event.v2"))));
        poison.put("no json", new Poison(MALFORMED, "no JSON", Messages.structured(key, "{\"specversion\": ")));
        poison.put("bad UTF-8", new Poison(MALFORMED, "", Messages.structured(key, badUtf8)));
        poison.put(
                "missing field",
                new Poison(
                        INVALID_FIELD,
                        "service_name",
                        Messages.structured(
                                key, service.json("missing", "text", now).replace("service_name", "other_name"))));
        poison.put(
                "wrong type",
                new Poison(
                        INVALID_FIELD,
                        "occur_time",
                        Messages.structured(key, service.json("type", "text", "\"" + nowText + "\"", ""))));
        poison.put(
                "long text",
                new Poison(
                        INVALID_FIELD,
                        "event_info",
                        Messages.structured(key, service.json("long", "x".repeat(9_000), now))));
        poison.put(
                "huge value",
                new Poison(
                        INVALID_FIELD,
                        "event_info",
                        Messages.structured(key, service.json("huge", "x".repeat(900 * 1024), now))));
        poison.put(
                "many labels",
                new Poison(
                        INVALID_FIELD,
                        "labels",
                        Messages.structured(key, service.json("labels", "text", nowText, manyLabels))));
        poison.put(
                "1970",
                new Poison(
                        OUT_OF_TIME_RANGE,
                        "occur_time",
                        Messages.structured(key, service.json("1970", "text", Long.toString(now / 1000), ""))));
        poison.put(
                "other content",
                new Poison(CONFLICT, "", Messages.structured(key, service.json("taken", "second", now))));
        poison.put(
                "refused document",
                new Poison(
                        REJECTED,
                        "",
                        Messages.structured(
                                key,
                                service.json(
                                        "refused", "text", Long.toString(refusedTime), ", \"node\": \"node-1\""))));
        assertThat(poison.values()).extracting(Poison::reason).contains(DeadLetterReason.values());
        return poison;
    }

    private static void assertIsLetterOf(
            String name, Poison poison, RecordMetadata sent, ConsumerRecord<byte[], byte[]> letter) {
        assertThat(Messages.header(letter, DeadLetterHeaders.REASON))
                .as("reason of %s", name)
                .isEqualTo(poison.reason().wireName());
        assertThat(Messages.header(letter, DeadLetterHeaders.DETAIL))
                .as("detail of %s", name)
                .containsIgnoringCase(poison.detail())
                .hasSizeBetween(1, DeadLetterHeaders.MAXIMUM_DETAIL_LENGTH);
        assertThat(Messages.header(letter, DeadLetterHeaders.ORIGINAL_TOPIC)).isEqualTo(sent.topic());
        assertThat(Messages.header(letter, DeadLetterHeaders.ORIGINAL_PARTITION))
                .isEqualTo(Integer.toString(sent.partition()));
        assertThat(Messages.header(letter, DeadLetterHeaders.ORIGINAL_OFFSET)).isEqualTo(Long.toString(sent.offset()));
        assertThat(Messages.header(letter, DeadLetterHeaders.ORIGINAL_TIMESTAMP))
                .isEqualTo(Long.toString(sent.timestamp()));
        assertThat(letter.key()).isEqualTo(poison.message().key());
        assertThat(letter.value())
                .as("value of %s", name)
                .isEqualTo(poison.message().value());
        poison.message()
                .headers()
                .forEach(header -> assertThat(Messages.header(letter, header.key()))
                        .as("header %s of %s", header.key(), name)
                        .isEqualTo(new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static Map<String, ConsumerRecord<byte[], byte[]>> lettersByName(Messages messages) {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : messages.deadLetters()) {
            String name = Messages.header(letter, "x-name");
            if (name != null) {
                assertThat(letters.put(name, letter))
                        .as("a second dead letter of %s", name)
                        .isNull();
            }
        }
        return letters;
    }

    /** Makes the index of that month in which the template's field is of another type: its documents can be refused. */
    private static void refuseNodesThatAreNoNumbers(Deployment deployment, long time)
            throws IOException, InterruptedException {
        String index = new IndexNames(Generation.FIRST, BucketSize.MONTH).eventsAt(time);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(deployment.backends().elasticsearch() + "/" + index))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"mappings\": {\"properties\": {\"node\": {\"type\": \"integer\"}}}}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }
}
