package io.launchlog.model.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The context attributes of a CloudEvent as they came, not yet checked; null when absent. */
final class Attributes {

    /** The names of the attributes that have a meaning here, in the order in which they are judged. */
    static final List<String> NAMES =
            List.of("specversion", "type", "source", "id", "time", "subject", "partitionkey", "traceparent");

    @Nullable
    String specVersion;

    @Nullable
    String type;

    @Nullable
    String source;

    @Nullable
    String id;

    @Nullable
    String time;

    @Nullable
    String subject;

    @Nullable
    String partitionKey;

    @Nullable
    String traceparent;

    /** The attribute of that name is set; names without a meaning here are passed over. */
    void set(String name, @Nullable String value) {
        switch (name) {
            case "specversion" -> specVersion = value;
            case "type" -> type = value;
            case "source" -> source = value;
            case "id" -> id = value;
            case "time" -> time = value;
            case "subject" -> subject = value;
            case "partitionkey" -> partitionKey = value;
            case "traceparent" -> traceparent = value;
            default -> {}
        }
    }
}
