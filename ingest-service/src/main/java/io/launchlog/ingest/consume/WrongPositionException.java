package io.launchlog.ingest.consume;

/** A batch is not what comes next: the position of the consumer has to be set back before it is polled again. */
abstract sealed class WrongPositionException extends RuntimeException
        permits OffsetGapException, PolledTooEarlyException, TopicMadeAgainException {

    private static final long serialVersionUID = 1L;

    WrongPositionException(String message) {
        super(message);
    }
}
