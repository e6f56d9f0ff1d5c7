package io.launchlog.query.auth.keystone;

import org.jspecify.annotations.Nullable;

/** Keystone did not answer in time. */
final class IdentityTooSlowException extends IdentityUnavailableException {

    private static final long serialVersionUID = 1;

    IdentityTooSlowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
