package io.launchlog.query.error;

/** Makes the container break the connection, so that half an answer is not taken for a whole one. */
final class IncompleteAnswerException extends RuntimeException {

    IncompleteAnswerException(Throwable cause) {
        super("The answer could not be completed", cause);
    }
}
