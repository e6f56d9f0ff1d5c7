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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks Elasticsearch nothing for a while when most of what it was asked has failed: callers are told at once, and it has
 * time to recover. One request finds out whether it is well again.
 */
@Component
class StoreCircuit {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuit.class);
    private static final int WINDOW_SECONDS = 10;
    private static final int FEWEST_CALLS = 20;
    private static final int PERCENT_FAILED = 60;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** More would have to come within the time below: with few requests it would never close. */
    private static final int TRIALS = 1;

    /** When the trial does not come back, another one is made. */
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
     * Lets an exchange through, unless too many have failed.
     *
     * @param ping tells whether Elasticsearch answers nothing at all, when time was over
     * @return to be told what became of the exchange
     * @throws ApiException ModelArts.4302 at once
     */
    Passage enter(StorePing ping) {
        if (!circuit.tryAcquirePermission()) {
            refused.increment();
            throw new ApiException(ApiError.unreachable(StoreFailure.STORE));
        }
        return new Passage(circuit, ping);
    }
}
