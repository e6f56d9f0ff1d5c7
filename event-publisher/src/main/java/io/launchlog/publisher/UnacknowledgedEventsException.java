package io.launchlog.publisher;

/** The publisher was closed before Kafka had all that it had accepted. */
public final class UnacknowledgedEventsException extends IllegalStateException {

    private final transient FlushResult.Unacknowledged unacknowledged;

    UnacknowledgedEventsException(FlushResult.Unacknowledged unacknowledged) {
        super("The publisher was closed with " + unacknowledged.count()
                + " events that Kafka has not acknowledged: publish them again, or close with a longer timeout");
        this.unacknowledged = unacknowledged;
    }

    /** The events in question. */
    public FlushResult.Unacknowledged unacknowledged() {
        return unacknowledged;
    }
}
