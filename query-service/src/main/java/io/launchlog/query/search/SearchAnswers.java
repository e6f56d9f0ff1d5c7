package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.launchlog.query.error.ApiException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The answers to several searches, read in one pass while Elasticsearch sends them, without an object per hit. To be
 * read in their order: {@link #next()}, then {@link #nextHit()} until it is false.
 */
public final class SearchAnswers implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;
    private final Passage passage;
    private int outstanding;
    private long total;
    private boolean inHits;
    private int around;

    private SearchAnswers(JsonParser json, Passage passage, int searches) {
        this.json = json;
        this.passage = passage;
        this.outstanding = searches;
    }

    /**
     * Begins to read.
     *
     * @param content closed with the answers, or when they cannot be read
     * @param passage is told what became of them: at the latest when they are closed
     * @param searches how many answers there are
     * @throws ApiException when Elasticsearch breaks off, or does not send it within the deadline
     */
    static SearchAnswers of(InputStream content, Passage passage, int searches) {
        StoreInput input = new StoreInput(content, passage);
        try {
            SearchAnswers answers =
                    new SearchAnswers(JSON.createParser(ObjectReadContext.empty(), input), passage, searches);
            answers.enterResponses();
            return answers;
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private void enterResponses() {
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("responses")) {
                return;
            }
            json.skipChildren();
        }
        throw new IllegalStateException("Elasticsearch answered a search without responses");
    }

    /**
     * Goes to the hits of the next answer.
     *
     * @return false when its index does not exist, which is when nothing has been indexed yet: there are no hits
     * @throws ApiException when that search failed, wholly or in part
     */
    public boolean next() {
        while (nextHit()) {
            json.skipChildren();
        }
        outstanding--;
        total = 0;
        inHits = false;
        String errorType = null;
        List<String> rootTypes = new ArrayList<>();
        int status = 200;
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "hits" -> {
                    if (enterHits()) {
                        if (outstanding == 0) {
                            passage.answered();
                        }
                        return true;
                    }
                }
                case "aggregations" -> {
                    if (enterBuckets()) {
                        return true;
                    }
                }
                case "timed_out" -> {
                    if (value == JsonToken.VALUE_TRUE) {
                        throw passage.failed(StoreFailure.tooSlow());
                    }
                }
                case "error" -> errorType = errorType(rootTypes);
                case "status" -> status = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        if (errorType == null && status < 400) {
            // All that was asked for was filtered out: an answer without hits.
            return true;
        }
        if (StoreFailure.isIndexMissing(status, errorType)) {
            return false;
        }
        throw passage.failed(StoreFailure.ofStatus(status, errorType, rootTypes, null));
    }

    /** The exact number of matches of this answer; 0 when the search did not ask for it. */
    public long total() {
        return total;
    }

    /**
     * Goes to the next hit, or bucket of an aggregation, before its first property; false when there is none, and then the
     * answer has been read.
     */
    public boolean nextHit() {
        if (!inHits) {
            return false;
        }
        if (json.nextToken() == JsonToken.START_OBJECT) {
            return true;
        }
        inHits = false;
        for (; around > 0; around--) {
            skipRest();
        }
        return false;
    }

    /** Reads the hit's document: goes behind its opening brace; false when the hit has none. */
    public boolean enterSource() {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("_source")) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    /** Goes to the end of the hit, from the end of its document. */
    public void leaveSource() {
        skipRest();
    }

    /** The hit's sort values, or a bucket's key of several fields, a missing one 0; reads the hit to its end. */
    List<FieldValue> sortValues() {
        List<FieldValue> values = new ArrayList<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "sort" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        values.add(value());
                    }
                }
                case "key" -> {
                    while (json.nextName() != null) {
                        json.nextToken();
                        values.add(value());
                    }
                }
                default -> json.skipChildren();
            }
        }
        return values;
    }

    private FieldValue value() {
        return switch (json.currentToken()) {
            case VALUE_STRING -> FieldValue.of(json.getString());
            case VALUE_NULL -> FieldValue.of(0);
            default -> FieldValue.of(json.getLongValue());
        };
    }

    /** For reading what is inside of a document. */
    public JsonParser json() {
        return json;
    }

    @Override
    public void close() {
        json.close();
        passage.succeeded();
    }

    private boolean enterHits() {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "total" -> total = totalValue();
                case "hits" -> {
                    inHits = true;
                    around = 2;
                    return true;
                }
                default -> json.skipChildren();
            }
        }
        return false;
    }

    /** To the buckets that are not filtered out, which are read like hits. */
    private boolean enterBuckets() {
        around = 2;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("buckets")) {
                inHits = true;
                return true;
            }
            around++;
        }
        return false;
    }

    private long totalValue() {
        long value = 0;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("value")) {
                value = json.getLongValue();
            }
        }
        return value;
    }

    /** @param rootTypes where those of its shards go */
    private @Nullable String errorType(List<String> rootTypes) {
        String type = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "type" -> type = json.getString();
                case "root_cause" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        String rootType = errorType(new ArrayList<>());
                        if (rootType != null) {
                            rootTypes.add(rootType);
                        }
                    }
                }
                default -> json.skipChildren();
            }
        }
        return type;
    }

    /** To the end of the object that is being read. */
    private void skipRest() {
        while (json.nextName() != null) {
            json.nextToken();
            json.skipChildren();
        }
    }
}
