package io.launchlog.query.auth.keystone;

import org.jspecify.annotations.Nullable;

/** Keystone does not tell what a token is worth; the message says why, without tokens and secrets. */
class IdentityUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    IdentityUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
