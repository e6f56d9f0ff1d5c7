package io.launchlog.model.index;

import io.launchlog.model.event.ServiceEvent;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two events of one identity have the same content: the fields of contract section 1 as they are
 * understood, without identity and carried attributes.
 *
 * <p>What is stored keeps its fingerprint for ever: a new field comes at the end, with its name in front of its value,
 * and adds nothing when an event does not have it. Without the name, the same value in one or the other of two such
 * fields would be the same content.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /** 22 characters of URL-safe base64, the same for the same content. */
    public static String of(ServiceEvent event) {
        StringBuilder content = new StringBuilder(256);
        append(content, event.service().path());
        append(content, event.serviceName());
        append(content, event.eventInfo());
        append(content, event.eventType().wireName());
        append(content, Long.toString(event.occurTime()));
        append(content, event.deploymentId());
        append(content, event.phase() == null ? null : event.phase().wireName());
        append(content, event.status() == null ? null : event.status().wireName());
        append(content, event.sequence() == null ? null : event.sequence().toString());
        append(content, event.model());
        append(content, event.modelVersion());
        append(content, event.instanceId());
        append(content, event.node());
        append(content, event.image());
        append(content, event.errorCode());
        if (!event.labels().isEmpty()) {
            new TreeMap<>(event.labels()).forEach((key, value) -> {
                append(content, key);
                append(content, value);
            });
        }
        return Digest.text(Digest.of(content.toString()));
    }

    /** With its length in front, so that no value can run into the next. */
    private static void append(StringBuilder content, @Nullable String value) {
        if (value == null) {
            content.append('-');
        } else {
            content.append(value.length()).append(':').append(value);
        }
    }
}
