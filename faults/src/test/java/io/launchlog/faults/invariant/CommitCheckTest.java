package io.launchlog.faults.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.faults.ledger.LogEntry;
import io.launchlog.faults.ledger.Place;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommitCheckTest {

    private static final List<LogEntry> LOG = LongStream.range(0, 5)
            .mapToObj(offset -> new LogEntry(new Place(3, offset), 1000, null))
            .toList();

    private final CommitCheck check = new CommitCheck();

    @Test
    void each_record_is_looked_at_once() {
        List<LogEntry> first = check.passed(3, LOG, 2);
        assertThat(first).isEqualTo(LOG.subList(0, 2));
        first.forEach(entry -> check.look(entry, true));
        assertThat(check.passed(3, LOG, 4)).isEqualTo(LOG.subList(2, 4));
        assertThat(check.verdict().checked()).isEqualTo(2);
        assertThat(check.verdict().holds()).isTrue();
    }

    @Test
    void an_offset_that_goes_back_passes_nothing() {
        check.passed(3, LOG, 4).forEach(entry -> check.look(entry, true));
        assertThat(check.passed(3, LOG, 2)).isEmpty();
    }

    @Test
    void what_was_not_looked_at_is_told_again() {
        check.passed(3, LOG, 2);
        assertThat(check.passed(3, LOG, 2)).hasSize(2);
    }

    @Test
    void a_record_that_is_not_durable_breaks_I5() {
        List<LogEntry> passed = check.passed(3, LOG, 3);
        check.look(passed.get(0), true);
        check.look(passed.get(1), false);
        check.look(passed.get(2), true);
        assertThat(check.verdict().violations()).isOne();
        assertThat(check.verdict().samples())
                .containsExactly("committed past 3:1, which is neither stored nor a dead letter");
    }

    @Test
    void an_offset_behind_the_end_of_the_log_breaks_I5() {
        assertThat(check.passed(3, LOG, 6)).isEqualTo(LOG);
        assertThat(check.verdict().samples()).containsExactly("committed 6 in partition 3, which ends at 5");
    }
}
