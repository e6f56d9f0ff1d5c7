package io.launchlog.demo;

/** A phase of a deployment failed: its code and its text are what the abnormal event says. */
final class PhaseFailedException extends Exception {

    private final String errorCode;

    PhaseFailedException(String errorCode, String text) {
        super(text);
        this.errorCode = errorCode;
    }

    String errorCode() {
        return errorCode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
