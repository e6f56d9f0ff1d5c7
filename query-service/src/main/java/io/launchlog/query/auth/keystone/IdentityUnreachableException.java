package io.launchlog.query.auth.keystone;

import org.jspecify.annotations.Nullable;

/** There is no connection to Keystone, whatever it is to be asked. */
final class IdentityUnreachableException extends IdentityUnavailableException {

    private static final long serialVersionUID = 1;

    IdentityUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
