package io.launchlog.ingest.consume;

/** A batch was polled before it was known which topic is there; it is to be polled again. */
final class PolledTooEarlyException extends WrongPositionException {

    private static final long serialVersionUID = 1L;

    PolledTooEarlyException(String topic) {
        super("It is only known now which topic " + topic + " is there; reading its records again");
    }
}
