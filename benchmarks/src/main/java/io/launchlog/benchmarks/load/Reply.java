package io.launchlog.benchmarks.load;

/** What became of one request. */
public sealed interface Reply {

    /** When it was sent, as {@link System#nanoTime()} has it. */
    long sent();

    /** Nanoseconds until the last byte of the answer, or until it was clear that there would be none. */
    long took();

    /** When that was, as {@link System#nanoTime()} has it. */
    default long ended() {
        return sent() + took();
    }

    /** Whether it was answered, and with that. */
    default boolean isStatus(int status) {
        return this instanceof Answered answered && answered.status() == status;
    }

    /**
     * A whole answer came.
     *
     * @param saysWhenToRetry whether {@code Retry-After} was there
     */
    record Answered(long sent, long took, int status, boolean saysWhenToRetry) implements Reply {}

    /**
     * No connection, no answer or not all of it.
     *
     * @param reason what the client says
     */
    record Failed(long sent, long took, String reason) implements Reply {}
}
