package io.launchlog.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BusyItemsTest {

    private static final String BULK = """
            {"create":{"_index":"i","_id":"0"}}
            {"n":0}
            {"index":{"_index":"i","_id":"1"}}
            {"n":1}
            {"delete":{"_index":"i","_id":"2"}}
            {"create":{"_index":"i","_id":"3"}}
            {"n":3}
            """;

    private final List<String> forwarded = new ArrayList<>();
    private final AtomicInteger spoiled = new AtomicInteger();

    /** Answers each item of what reaches it with 201 and its id. */
    private final class Bulk implements Call {

        @Override
        public String target() {
            return "/_bulk?filter_path=items";
        }

        @Override
        public byte[] body() {
            return BULK.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Reply forward(byte[] newBody) {
            StringBuilder items = new StringBuilder();
            new String(newBody, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("_id"))
                    .forEach(action -> {
                        forwarded.add(action);
                        JsonNode parsed = JsonMapper.shared().readTree(action);
                        String operation = parsed.propertyNames().iterator().next();
                        items.append(items.isEmpty() ? "" : ",")
                                .append("{\"%s\":{\"status\":201,\"_id\":\"%s\"}}"
                                        .formatted(
                                                operation,
                                                parsed.path(operation)
                                                        .path("_id")
                                                        .asString()));
                    });
            return Reply.json(200, ("{\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8));
        }
    }

    private JsonNode answer(double share, long seed) throws IOException {
        Reply reply = new BusyItems(share, seed)
                .answer(new Bulk(), spoiled::incrementAndGet)
                .orElseThrow();
        return JsonMapper.shared().readTree(reply.body()).path("items");
    }

    @Test
    void without_a_hit_everything_is_passed_on() throws IOException {
        assertThat(answer(0, 1)).hasSize(4).allMatch(item -> item.toString().contains("201"));
        assertThat(forwarded).hasSize(4);
        assertThat(spoiled).hasValue(0);
    }

    @Test
    void when_all_items_are_hit_nothing_is_passed_on() throws IOException {
        assertThat(answer(1, 1)).hasSize(4).allMatch(item -> item.toString().contains("429"));
        assertThat(forwarded).isEmpty();
        assertThat(spoiled).hasValue(4);
    }

    @Test
    void what_is_answered_with_429_was_not_passed_on_and_the_rest_stays_in_its_place() throws IOException {
        boolean mixed = false;
        for (long seed = 0; seed < 20; seed++) {
            forwarded.clear();
            JsonNode items = answer(0.5, seed);
            assertThat(items).hasSize(4);
            for (int i = 0; i < 4; i++) {
                String id = "\"_id\":\"" + i + "\"";
                boolean passedOn = forwarded.stream().anyMatch(action -> action.contains(id));
                assertThat(items.get(i).toString()).contains(passedOn ? id : "\"status\":429");
            }
            mixed |= !forwarded.isEmpty() && forwarded.size() < 4;
        }
        assertThat(mixed).isTrue();
    }
}
