package io.launchlog.query.error;

import io.launchlog.query.request.Paging;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An example of every error that a caller may see. */
public final class DocumentedErrors {

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private DocumentedErrors() {}

    /** By the status; and there, by what has happened. */
    public static SortedMap<Integer, Map<String, ApiError>> byStatus() {
        SortedMap<Integer, Map<String, ApiError>> errors = new TreeMap<>();
        all().forEach((name, error) -> errors.computeIfAbsent(error.status(), status -> new LinkedHashMap<>())
                .put(name, error));
        return errors;
    }

    /** As it is sent. */
    public static String body(ApiError error) {
        return new String(ErrorBody.of(error), StandardCharsets.UTF_8);
    }

    private static Map<String, ApiError> all() {
        Map<String, ApiError> errors = new LinkedHashMap<>();
        errors.put(
                "invalidParameter",
                ApiError.invalidParameter(Paging.LIMIT, "0", "Allowed: 1 to " + Paging.MAXIMUM_LIMIT + "."));
        errors.put("unreadableRequest", StatusErrors.of(400, "GET", null));
        errors.put("tokenMissing", ApiError.tokenMissing());
        errors.put("tokenExpired", ApiError.tokenExpired());
        errors.put("tokenInvalid", ApiError.tokenInvalid());
        errors.put("tokenWithoutProject", ApiError.tokenWithoutProject());
        errors.put("otherProject", ApiError.otherProject());
        errors.put("roleMayNotRead", ApiError.roleMayNotRead());
        errors.put("serviceUnknown", ApiError.serviceUnknown("35de3ca9-1bca-4ae7-9cb0-914f30fa7d3e"));
        errors.put("pathUnknown", ApiError.pathUnknown());
        errors.put("methodNotAllowed", ApiError.methodNotAllowed("POST", METHODS));
        errors.put("bodyTooLarge", StatusErrors.of(413, "GET", null));
        errors.put("urlTooLong", StatusErrors.of(414, "GET", null));
        errors.put("expectationUnknown", StatusErrors.of(417, "GET", null));
        errors.put("tooManyRequests", ApiError.tooManyRequests());
        errors.put("headersTooLarge", StatusErrors.of(431, "GET", null));
        errors.put("internal", ApiError.internal());
        errors.put("notSupported", StatusErrors.of(501, "GET", null));
        errors.put("unreachable", ApiError.unreachable("Elasticsearch"));
        errors.put("tooSlow", ApiError.tooSlow("Elasticsearch"));
        errors.put("versionNotSupported", StatusErrors.of(505, "GET", null));
        return errors;
    }
}
