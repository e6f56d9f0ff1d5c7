package io.launchlog.query.error;

import io.launchlog.model.event.BoundedText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as the caller sees it (contract section 3).
 *
 * @param status the HTTP status
 * @param code such as {@code ModelArts.0107}
 * @param message what is wrong and what would be right; bounded, without anything secret
 * @param headers of the answer, {@code Retry-After} for one
 */
public record ApiError(int status, String code, String message, Map<String, String> headers) {

    private static final String SECONDS_UNTIL_RETRY = "1";

    public ApiError {
        headers = Map.copyOf(headers);
    }

    private ApiError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /** No token, or a blank one. */
    public static ApiError tokenMissing() {
        return new ApiError(401, "ModelArts.0201", "Token doesn't exist.");
    }

    public static ApiError tokenExpired() {
        return new ApiError(401, "ModelArts.0202", "Invalid token header because the token has expired.");
    }

    public static ApiError tokenInvalid() {
        return new ApiError(401, "ModelArts.0203", "Invalid token.");
    }

    public static ApiError tokenWithoutProject() {
        return new ApiError(401, "ModelArts.0212", "The token does not belong to a project.");
    }

    public static ApiError otherProject() {
        return new ApiError(403, "ModelArts.0210", "The project id in the request URL does not match the token.");
    }

    public static ApiError roleMayNotRead() {
        return new ApiError(403, "ModelArts.0108", "The roles of the token do not allow reading.");
    }

    /**
     * A parameter that breaks its rule.
     *
     * @param value as it came; bounded here
     * @param allowed a sentence that says what is
     */
    public static ApiError invalidParameter(String name, String value, String allowed) {
        return new ApiError(
                400,
                "ModelArts.0107",
                "The values of the request parameters (" + name + ", " + bounded(value) + ") are invalid. " + allowed);
    }

    /** A request that cannot be read as HTTP, or is beyond a bound; the status is 400 or one of its kin. */
    public static ApiError unreadableRequest(int status, String problem) {
        return new ApiError(status, "ModelArts.0107", "The request is invalid. " + problem);
    }

    /** The service is unknown, belongs to another project or has an id that no service can have. */
    public static ApiError serviceUnknown(String serviceId) {
        return new ApiError(404, "ModelArts.3502", "Service " + bounded(serviceId) + " does not exist.");
    }

    public static ApiError pathUnknown() {
        return new ApiError(404, "ModelArts.2836", "The API does not exist. Check the path of the request.");
    }

    /** @param allowed the methods of that path, as in the {@code Allow} header; null where they are not known */
    public static ApiError methodNotAllowed(String method, @Nullable String allowed) {
        String message = "The method " + bounded(method) + " is not allowed here.";
        return allowed == null
                ? new ApiError(405, "ModelArts.2803", message)
                : new ApiError(405, "ModelArts.2803", message + " Allowed: " + allowed + ".", Map.of("Allow", allowed));
    }

    public static ApiError tooManyRequests() {
        return new ApiError(
                429,
                "ModelArts.6101",
                "Too many requests. Try again later.",
                Map.of("Retry-After", SECONDS_UNTIL_RETRY));
    }

    /** Our own fault. */
    public static ApiError internal() {
        return new ApiError(500, "ModelArts.0010", "Internal error.");
    }

    /** @param what the store or service that is away, beginning a sentence */
    public static ApiError unreachable(String what) {
        return new ApiError(
                503,
                "ModelArts.4302",
                what + " cannot be reached. Try again later.",
                Map.of("Retry-After", SECONDS_UNTIL_RETRY));
    }

    /** @param what the store or service that is slow, beginning a sentence */
    public static ApiError tooSlow(String what) {
        return new ApiError(504, "ModelArts.4503", what + " did not answer in time. Try again later.");
    }

    private static String bounded(String value) {
        String quoted = BoundedText.quote(value);
        int end = quoted.lastIndexOf('"');
        return quoted.substring(1, end) + quoted.substring(end + 1);
    }
}
