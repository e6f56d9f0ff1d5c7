package io.launchlog.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.error.ApiException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoreCircuitTest {

    private final StorePing answering = new StorePing(() -> false, Runnable::run, System::nanoTime);
    private final StorePing silent = new StorePing(() -> true, Runnable::run, System::nanoTime);
    private final StoreCircuit circuit = new StoreCircuit(new SimpleMeterRegistry());

    @Test
    void a_trial_that_ends_with_an_error_of_ours_keeps_the_way_from_no_other() {
        open();
        AtomicReference<Passage> trial = new AtomicReference<>();
        await().ignoreExceptions().until(() -> {
            trial.set(circuit.enter(answering));
            return true;
        });
        assertThatThrownBy(() -> circuit.enter(answering)).isInstanceOf(ApiException.class);

        assertThat(trial.get().failed(new StackOverflowError())).isInstanceOf(StackOverflowError.class);

        circuit.enter(answering).succeeded();
        circuit.enter(answering).succeeded();
    }

    @Test
    void the_first_outcome_counts() {
        for (int i = 0; i < 40; i++) {
            Passage passage = circuit.enter(answering);
            passage.succeeded();
            passage.failed(StoreFailure.of(new IOException("too late")));
        }
        circuit.enter(answering).succeeded();
    }

    @Test
    void what_takes_too_long_counts_when_nothing_at_all_is_answered() {
        for (int i = 0; i < 40; i++) {
            circuit.enter(answering).failed(StoreFailure.tooSlow());
        }
        StoreCircuit other = new StoreCircuit(new SimpleMeterRegistry());
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 40; i++) {
                        other.enter(silent).failed(StoreFailure.tooSlow());
                    }
                })
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("cannot be reached");
    }

    private void open() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 40; i++) {
                        circuit.enter(answering).failed(StoreFailure.of(new IOException("away")));
                    }
                })
                .isInstanceOf(ApiException.class);
    }
}
