package io.launchlog.query.search;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks Elasticsearch nothing for a while when most of what it was asked has failed: callers are told at once, and it has
 * time to recover. A few requests find out whether it is well again.
 */
@Component
class StoreCircuit {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuit.class);
    private static final int WINDOW_SECONDS = 10;
    private static final int FEWEST_CALLS = 20;
    private static final int PERCENT_FAILED = 60;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int TRIALS = 3;

    /** When none of the trials comes back, others are made. */
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(15);

    private final CircuitBreaker circuit = CircuitBreaker.of(
            "elasticsearch",
            CircuitBreakerConfig.custom()
                    .slidingWindow(WINDOW_SECONDS, FEWEST_CALLS, SlidingWindowType.TIME_BASED)
                    .failureRateThreshold(PERCENT_FAILED)
                    .waitDurationInOpenState(PAUSE)
                    .permittedNumberOfCallsInHalfOpenState(TRIALS)
                    .maxWaitDurationInHalfOpenState(LONGEST_TRIAL)
                    .build());

    private final Counter refused;

    StoreCircuit(MeterRegistry meters) {
        this.refused = Counter.builder("launchlog.query.circuit.refused")
                .description("Requests that Elasticsearch was not asked for, because too many before them had failed")
                .register(meters);
        Gauge.builder("launchlog.query.circuit.open", circuit, one -> one.getState() == State.CLOSED ? 0 : 1)
                .description("1 while Elasticsearch is asked nothing, or only whether it is well again")
                .register(meters);
        circuit.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "The circuit to Elasticsearch goes {}",
                        event.getStateTransition().getToState().name().toLowerCase(Locale.ROOT)));
    }

    /**
     * Performs a call, unless too many have failed.
     *
     * @param isSilent whether Elasticsearch answers nothing at all; asked when time was over
     * @throws ApiException that of the call, or ModelArts.4302 at once
     */
    <T> T call(Supplier<T> call, BooleanSupplier isSilent) {
        if (!circuit.tryAcquirePermission()) {
            refused.increment();
            throw new ApiException(ApiError.unreachable(StoreFailure.STORE));
        }
        long start = circuit.getCurrentTimestamp();
        try {
            T result = call.get();
            circuit.onSuccess(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit());
            return result;
        } catch (RuntimeException e) {
            long duration = circuit.getCurrentTimestamp() - start;
            if (isOfTheStore(e, isSilent)) {
                circuit.onError(duration, circuit.getTimestampUnit(), e);
            } else {
                circuit.onSuccess(duration, circuit.getTimestampUnit());
            }
            throw e;
        }
    }

    /** Searches that take too long do not count by themselves: those of one project must not close the way for all. */
    private static boolean isOfTheStore(Throwable failure, BooleanSupplier isSilent) {
        return failure instanceof ApiException known
                && switch (known.error().status()) {
                    case 503 -> true;
                    case 504 -> isSilent.getAsBoolean();
                    default -> false;
                };
    }
}
