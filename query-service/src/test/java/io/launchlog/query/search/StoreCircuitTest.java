package io.launchlog.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.error.ApiException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoreCircuitTest {

    private static final String HITS = "{\"hits\":{\"total\":{\"value\":1},\"hits\":[{}]},\"status\":200}";

    private final StorePing answering = new StorePing(() -> false, Runnable::run, System::nanoTime);
    private final StorePing silent = new StorePing(() -> true, Runnable::run, System::nanoTime);
    private final StoreCircuit circuit = new StoreCircuit(new SimpleMeterRegistry());

    @Test
    void a_trial_that_ends_with_an_error_of_ours_keeps_the_way_from_no_other() {
        Passage trial = trial();
        assertThatThrownBy(() -> circuit.enter(answering)).isInstanceOf(ApiException.class);

        assertThat(trial.failed(new StackOverflowError())).isInstanceOf(StackOverflowError.class);

        circuit.enter(answering).succeeded();
        circuit.enter(answering).succeeded();
    }

    @Test
    void a_trial_does_not_wait_for_the_client_that_reads_its_page() {
        SearchAnswers answers = answers(trial(), HITS, HITS);
        assertThat(answers.next()).isTrue();
        // What was asked beside may still have failed.
        assertThatThrownBy(() -> circuit.enter(answering)).isInstanceOf(ApiException.class);

        assertThat(answers.next()).isTrue();

        circuit.enter(answering).succeeded();
        circuit.enter(answering).succeeded();
    }

    @Test
    void a_trial_of_which_a_part_has_failed_keeps_the_way_closed() {
        SearchAnswers answers = answers(trial(), HITS, "{\"error\":{\"type\":\"away\"},\"status\":503}");
        assertThat(answers.next()).isTrue();
        assertThatThrownBy(answers::next).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> circuit.enter(answering)).isInstanceOf(ApiException.class);
    }

    @Test
    void otherwise_an_answer_that_breaks_off_counts_until_it_was_read() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 40; i++) {
                        Passage passage = circuit.enter(answering);
                        assertThat(answers(passage, HITS).next()).isTrue();
                        passage.failed(StoreFailure.of(new IOException("broken off")));
                    }
                })
                .isInstanceOf(ApiException.class);
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

    private Passage trial() {
        open();
        AtomicReference<Passage> trial = new AtomicReference<>();
        await().ignoreExceptions().until(() -> {
            trial.set(circuit.enter(answering));
            return true;
        });
        return trial.get();
    }

    private static SearchAnswers answers(Passage passage, String... ofSearches) {
        String all = "{\"responses\":[" + String.join(",", ofSearches) + "]}";
        return SearchAnswers.of(
                new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8)), passage, ofSearches.length);
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
