package io.launchlog.model.wire;

import io.launchlog.model.event.BoundedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** RFC 8259 in UTF-8, no more (contract section 1): no duplicate keys, no byte order mark, no trailing text. */
final class StrictJson {

    /** Objects and arrays within each other; one more is malformed. */
    static final int MAXIMUM_DEPTH = 100;

    /** Longer values are read without the table of names, which keeps thousands of them whatever their length. */
    static final int LONGEST_WITH_TABLE = 2048;

    private static final JsonFactory WITHOUT_TABLE = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            // A record is bounded by Kafka; within it only the depth is limited.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonFactory WITH_TABLE = WITHOUT_TABLE
            .rebuild()
            .enable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            // All records share the table of names. One with names made to collide in it is read without the table.
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** Of the parser's message: it quotes names of any length, and behind it stands where they are. */
    private static final int LONGEST_PROBLEM = 400;

    /** What the parser says of itself: its settings, and a source that it was told not to show. */
    private static final Pattern ABOUT_THE_PARSER =
            Pattern.compile(" \\((?:start marker at|for (?:Array|Object) starting at) \\[Source: [^]]*]\\)"
                    + "| \\(not recognized as one since [^)]*\\)"
                    + "| \\(consider enabling `[^`]*` .*"
                    + "|: enable `[^`]*` to allow"
                    + "|, from `[^`]*`");

    private StrictJson() {}

    static JsonParser parser(String json) {
        JsonFactory factory = json.length() <= LONGEST_WITH_TABLE ? WITH_TABLE : WITHOUT_TABLE;
        return factory.createParser(ObjectReadContext.empty(), json);
    }

    /**
     * Reads what comes behind the first value, which is to be nothing.
     *
     * @param first the first token of the text, null when it had none
     * @throws RefusedException when there was no value or there is another one
     */
    static void requireEnd(JsonParser parser, @Nullable JsonToken first) throws RefusedException {
        if (first == null || parser.nextToken() != null) {
            throw new RefusedException(
                    DeadLetterReason.MALFORMED,
                    (first == null ? "The value is blank" : "The value goes on behind its JSON")
                            + "; allowed: one JSON object");
        }
    }

    /** What is wrong with the text and where, for whoever wrote it: on one line, bounded. */
    static String problem(JacksonException e) {
        String message = ABOUT_THE_PARSER
                .matcher(BoundedText.line(e.getOriginalMessage(), LONGEST_PROBLEM))
                .replaceAll("");
        TokenStreamLocation location = e.getLocation();
        return location == null
                ? message
                : message + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** The text of a record's value. */
    static String text(byte[] value) throws RefusedException {
        String text = utf8(value);
        if (text == null) {
            throw new RefusedException(
                    DeadLetterReason.MALFORMED, "The value is no UTF-8 text; allowed: JSON in UTF-8");
        }
        return text;
    }

    /** The text of those bytes, or null when they are no UTF-8. */
    static @Nullable String utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Bad bytes became replacement characters; only then is it worth asking whether those were really there.
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
