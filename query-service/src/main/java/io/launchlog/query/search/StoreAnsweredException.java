package io.launchlog.query.search;

import org.jspecify.annotations.Nullable;

/** Elasticsearch has answered, though not what it was asked for: it is there, and the next time may be another. */
final class StoreAnsweredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreAnsweredException(int status, @Nullable String errorType, @Nullable Throwable cause) {
        super("Elasticsearch answered " + status + " " + errorType + remedy(status, errorType), cause);
    }

    private static String remedy(int status, @Nullable String errorType) {
        // Others are not about rights: an index may be blocked, or a proxy in between has its own rules.
        if (!"security_exception".equals(errorType)) {
            return "";
        }
        return switch (status) {
            case 401 ->
                " - the service is not known there: check spring.elasticsearch.api-key (or .username, .password)";
            case 403 -> " - the service may not read there: its rights are in deploy/SECURITY.md";
            default -> "";
        };
    }
}
