package io.launchlog.model.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media types as far as the two modes of a CloudEvent are told apart by them; parameters do not matter. */
final class ContentType {

    static final String HEADER = "content-type";
    static final String JSON = "application/json";
    static final String STRUCTURED_JSON = "application/cloudevents+json";
    private static final String STRUCTURED = "application/cloudevents";

    /** What nearly every record has. */
    private static final ContentType PLAIN_JSON = new ContentType(JSON);

    private static final byte[] PLAIN_JSON_BYTES = JSON.getBytes(StandardCharsets.UTF_8);

    private final String text;
    private final String mediaType;

    ContentType(String text) {
        this.text = text;
        int parameters = text.indexOf(';');
        mediaType =
                (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** That of the header, which need not be UTF-8; null when there is none. */
    static @Nullable ContentType of(byte @Nullable [] header) {
        if (header == null) {
            return null;
        }
        return Arrays.equals(header, PLAIN_JSON_BYTES)
                ? PLAIN_JSON
                : new ContentType(new String(header, StandardCharsets.UTF_8));
    }

    /** As it came. */
    String text() {
        return text;
    }

    /** Whether it announces the structured mode, in whichever format. */
    boolean isStructured() {
        return mediaType.startsWith(STRUCTURED);
    }

    boolean isStructuredJson() {
        return mediaType.equals(STRUCTURED_JSON);
    }

    /** Whether it is JSON: {@code application/json}, {@code text/json} or {@code application/*+json}. */
    boolean isJson() {
        return mediaType.equals(JSON)
                || mediaType.equals("text/json")
                || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
    }
}
