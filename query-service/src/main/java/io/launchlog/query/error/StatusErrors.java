package io.launchlog.query.error;

import org.jspecify.annotations.Nullable;

/** The error for a status that Spring or the container has chosen (contract section 6). */
final class StatusErrors {

    private StatusErrors() {}

    /**
     * @param method of the request, and
     * @param allowed those of its path, null where that is not known: both for a 405
     */
    static ApiError of(int status, String method, @Nullable String allowed) {
        return switch (status) {
            case 404 -> ApiError.pathUnknown();
            case 405 -> ApiError.methodNotAllowed(method, allowed);
            case 413 -> ApiError.unreadableRequest(status, "Its body is too large.");
            case 414 -> ApiError.unreadableRequest(status, "Its URL is too long.");
            case 431 -> ApiError.unreadableRequest(status, "Its headers are too large or too many.");
            case 501 -> ApiError.unreadableRequest(status, "The transfer encoding or the method is not supported.");
            case 503 -> ApiError.unreachable("The service");
            case 505 -> ApiError.unreadableRequest(status, "The version of HTTP is not supported.");
            default ->
                status < 500
                        ? ApiError.unreadableRequest(status, "It is malformed or not supported.")
                        : ApiError.internal();
        };
    }
}
