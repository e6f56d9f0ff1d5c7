package io.launchlog.ingest.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answer to a {@code _bulk}, item by item in the order of the request. The flag {@code errors} is not looked at.
 *
 * @param status HTTP status of the whole request
 * @param items empty when the whole request failed
 * @param failure why the whole request failed; empty when it did not
 */
public record BulkAnswer(int status, List<BulkItem> items, String failure) {

    /** Asks for what became of each item and no more. */
    public static final Map<String, String> OUTCOMES =
            Map.of("filter_path", "error,items.*.status,items.*.error.type,items.*.error.reason");

    /** Asks for the version of each written document besides. */
    public static final Map<String, String> OUTCOMES_AND_VERSIONS =
            Map.of("filter_path", OUTCOMES.get("filter_path") + ",items.*._seq_no,items.*._primary_term");

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAXIMUM_FAILURE = 2000;

    public BulkAnswer {
        items = List.copyOf(items);
    }

    static BulkAnswer read(int status, InputStream body) throws IOException {
        if (status != 200) {
            return new BulkAnswer(
                    status,
                    List.of(),
                    "HTTP " + status + " "
                            + ElasticsearchCalls.bounded(
                                    new String(body.readNBytes(MAXIMUM_FAILURE), StandardCharsets.UTF_8)));
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new BulkAnswer(status, items(parser), "");
        }
    }

    private static List<BulkItem> items(JsonParser parser) {
        List<BulkItem> items = new ArrayList<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return items;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals("items");
            if (parser.nextToken() == JsonToken.START_ARRAY && found) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    items.add(item(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
        return items;
    }

    /** Reads {@code {"create": {...}}} from its start to its end. */
    private static BulkItem item(JsonParser parser) {
        parser.nextToken();
        parser.nextToken();
        int status = 0;
        long sequenceNumber = -1;
        long primaryTerm = -1;
        String[] error = {"", ""};
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "status" -> status = parser.getIntValue();
                case "_seq_no" -> sequenceNumber = parser.getLongValue();
                case "_primary_term" -> primaryTerm = parser.getLongValue();
                case "error" -> error = error(parser);
                default -> parser.skipChildren();
            }
        }
        parser.nextToken();
        return new BulkItem(status, error[0], error[1], sequenceNumber, primaryTerm);
    }

    private static String[] error(JsonParser parser) {
        String[] error = {"", ""};
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> error[0] = parser.getString();
                case "reason" -> error[1] = ElasticsearchCalls.bounded(parser.getString());
                default -> parser.skipChildren();
            }
        }
        return error;
    }
}
