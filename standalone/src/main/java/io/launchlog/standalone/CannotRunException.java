package io.launchlog.standalone;

/** A command cannot do its work. The message is one line for the person at the keyboard: what, where and the remedy. */
final class CannotRunException extends RuntimeException {

    CannotRunException(String message) {
        super(message);
    }

    CannotRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
