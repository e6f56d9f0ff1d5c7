package io.launchlog.model.wire;

import java.util.Locale;

/** Media types as far as the two modes of a CloudEvent are told apart by them; parameters do not matter. */
final class ContentType {

    static final String HEADER = "content-type";
    static final String JSON = "application/json";
    static final String STRUCTURED_JSON = "application/cloudevents+json";
    private static final String STRUCTURED = "application/cloudevents";

    private final String text;
    private final String mediaType;

    ContentType(String text) {
        this.text = text;
        int parameters = text.indexOf(';');
        mediaType =
                (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
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
