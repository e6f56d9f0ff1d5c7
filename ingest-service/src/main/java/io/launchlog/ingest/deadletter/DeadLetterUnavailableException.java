package io.launchlog.ingest.deadletter;

/** The dead-letter topic did not acknowledge; it may later. */
public final class DeadLetterUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason the topic, how many were not acknowledged, and what Kafka said */
    public DeadLetterUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
