package io.launchlog.ingest.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the answer to a search hit by hit, so that a page is never in memory.
 *
 * @param count how many hits there were
 * @param lastSort the sort value of the last one
 * @param pit the id to go on with; empty when there is none
 * @param bytes of the answer
 */
record Hits(int count, long lastSort, String pit, long bytes) {

    private static final int SHOWN_ERROR = 500;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(-1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /**
     * Reads it.
     *
     * @param source reads a source from the start of its object to the end of it
     * @throws IOException when the answer is an error or tells of a shard that failed
     */
    static <S> Hits read(int status, InputStream body, Function<JsonParser, S> source, Consumer<Hit<S>> consumer)
            throws IOException {
        if (status != 200) {
            throw new IOException(
                    "HTTP " + status + " " + new String(body.readNBytes(SHOWN_ERROR), StandardCharsets.UTF_8));
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new Answer<>(parser, source, consumer).read();
        }
    }

    private static final class Answer<S> {

        private final JsonParser parser;
        private final Function<JsonParser, S> source;
        private final Consumer<Hit<S>> consumer;
        private int count;
        private long lastSort = -1;
        private String pit = "";

        Answer(JsonParser parser, Function<JsonParser, S> source, Consumer<Hit<S>> consumer) {
            this.parser = parser;
            this.source = source;
            this.consumer = consumer;
        }

        Hits read() throws IOException {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "pit_id" -> pit = parser.getString();
                    case "timed_out" -> require(parser.currentToken() == JsonToken.VALUE_FALSE, "it timed out");
                    case "_shards" -> shards();
                    case "hits" -> hits();
                    default -> parser.skipChildren();
                }
            }
            return new Hits(count, lastSort, pit, parser.currentLocation().getByteOffset());
        }

        private void shards() throws IOException {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("failed")) {
                    require(parser.getIntValue() == 0, "shards failed");
                }
                parser.skipChildren();
            }
        }

        private static void require(boolean fine, String otherwise) throws IOException {
            if (!fine) {
                throw new IOException("Elasticsearch answered in part only: " + otherwise);
            }
        }

        private void hits() throws IOException {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("hits")) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        consumer.accept(hit());
                        count++;
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }

        private Hit<S> hit() throws IOException {
            String index = "";
            String id = "";
            String routing = "";
            @Nullable S found = null;
            long sequenceNumber = -1;
            long primaryTerm = -1;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "_index" -> index = parser.getString();
                    case "_id" -> id = parser.getString();
                    case "_routing" -> routing = parser.getString();
                    case "_seq_no" -> sequenceNumber = parser.getLongValue();
                    case "_primary_term" -> primaryTerm = parser.getLongValue();
                    case "_source" -> found = source.apply(parser);
                    case "sort" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            lastSort = parser.getLongValue();
                        }
                    }
                    default -> {
                        if (value.isStructStart()) {
                            parser.skipChildren();
                        }
                    }
                }
            }
            if (found == null) {
                throw new IOException("Elasticsearch gave no source of " + index + "/" + id);
            }
            return new Hit<>(index, id, routing, found, sequenceNumber, primaryTerm);
        }
    }
}
