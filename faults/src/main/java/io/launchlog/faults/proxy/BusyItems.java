package io.launchlog.faults.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bulk is answered with 200, and in it some items with 429. Those are taken out of the request, so that they really
 * are not written, and the answer of Elasticsearch is completed with them.
 */
public final class BusyItems implements Behaviour {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Dice dice;

    /** @param share of the items that are left out, 0 to 1 */
    public BusyItems(double share, long seed) {
        this.dice = new Dice(share, seed);
    }

    @Override
    public Optional<Reply> answer(Call call, Runnable spoiled) throws IOException {
        if (!call.isBulk()) {
            return Optional.of(call.forward(call.body()));
        }
        StringBuilder kept = new StringBuilder(call.body().length);
        ArrayNode items = JSON.createArrayNode();
        boolean[] anyKept = new boolean[1];
        Iterator<String> lines =
                new String(call.body(), StandardCharsets.UTF_8).lines().iterator();
        while (lines.hasNext()) {
            String action = lines.next();
            if (action.isEmpty()) {
                continue;
            }
            String operation = JSON.readTree(action).propertyNames().iterator().next();
            String source = operation.equals("delete") ? "" : lines.next() + "\n";
            if (dice.hits()) {
                spoiled.run();
                items.add(busy(operation));
            } else {
                kept.append(action).append('\n').append(source);
                items.addNull();
                anyKept[0] = true;
            }
        }
        if (!anyKept[0]) {
            ObjectNode answer = JSON.createObjectNode();
            answer.set("items", items);
            return Optional.of(Reply.json(200, JSON.writeValueAsBytes(answer)));
        }
        return Optional.of(complete(items, call.forward(kept.toString().getBytes(StandardCharsets.UTF_8))));
    }

    /** Puts the items that Elasticsearch has answered between those that it has not seen. */
    private static Reply complete(ArrayNode items, Reply reply) {
        if (reply.status() != 200) {
            return reply;
        }
        ObjectNode answer = (ObjectNode) JSON.readTree(reply.body());
        Iterator<JsonNode> answered = answer.path("items").iterator();
        for (int i = 0; i < items.size() && answered.hasNext(); i++) {
            if (items.get(i).isNull()) {
                items.set(i, answered.next());
            }
        }
        answer.set("items", items);
        return new Reply(reply.status(), reply.headers(), JSON.writeValueAsBytes(answer));
    }

    private static ObjectNode busy(String operation) {
        ObjectNode item = JSON.createObjectNode();
        ObjectNode outcome = item.putObject(operation);
        outcome.put("status", 429);
        outcome.putObject("error")
                .put("type", "es_rejected_execution_exception")
                .put("reason", "left out by the proxy");
        return item;
    }
}
