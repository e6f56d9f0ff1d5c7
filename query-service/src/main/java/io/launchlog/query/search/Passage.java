package io.launchlog.query.search;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.launchlog.query.error.ApiException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to Elasticsearch for one exchange. What became of that is told once, by whoever knows it first: an answer has
 * not succeeded before it was read to its end, unless others wait for that.
 */
final class Passage {

    private final CircuitBreaker circuit;
    private final StorePing ping;
    private final long begin;
    private final AtomicBoolean isTold = new AtomicBoolean();

    /** @param circuit which has given its permission */
    Passage(CircuitBreaker circuit, StorePing ping) {
        this.circuit = circuit;
        this.ping = ping;
        this.begin = circuit.getCurrentTimestamp();
    }

    /** Nothing has failed that Elasticsearch could help. */
    void succeeded() {
        if (isTold.compareAndSet(false, true)) {
            circuit.onSuccess(duration(), circuit.getTimestampUnit());
        }
    }

    /**
     * Every search has been answered, and only the last one's hits are left to be read: a client may take its time for
     * that, and when this is the trial, nobody else is let through until it is told.
     */
    void answered() {
        if (circuit.getState() == State.HALF_OPEN) {
            succeeded();
        }
    }

    /**
     * The exchange has failed. What is neither a failure nor an answer of Elasticsearch gives the permission back only.
     *
     * @return the same
     */
    <T extends Throwable> T failed(T failure) {
        if (isTold.compareAndSet(false, true)) {
            long duration = duration();
            if (!(failure instanceof ApiException known)) {
                circuit.releasePermission();
            } else if (isTooSlow(known)) {
                // Searches that take too long do not count by themselves: those of one project must not close the way
                // for all.
                var _ = ping.isSilent()
                        .whenComplete((isSilent, broken) -> tell(broken == null && isSilent, duration, known));
            } else {
                tell(isOfTheStore(known), duration, known);
            }
        }
        return failure;
    }

    private void tell(boolean isFailure, long duration, ApiException failure) {
        if (isFailure) {
            circuit.onError(duration, circuit.getTimestampUnit(), failure);
        } else {
            circuit.onSuccess(duration, circuit.getTimestampUnit());
        }
    }

    private long duration() {
        return circuit.getCurrentTimestamp() - begin;
    }

    private static boolean isTooSlow(ApiException failure) {
        return failure.error().status() == 504;
    }

    private static boolean isOfTheStore(ApiException failure) {
        return failure.error().status() == 503 && !(failure.getCause() instanceof StoreAnsweredException);
    }
}
