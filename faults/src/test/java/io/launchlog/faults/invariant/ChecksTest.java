package io.launchlog.faults.invariant;

import static io.launchlog.model.wire.DeadLetterReason.CONFLICT;
import static io.launchlog.model.wire.DeadLetterReason.EMPTY;
import static io.launchlog.model.wire.DeadLetterReason.MALFORMED;
import static io.launchlog.model.wire.DeadLetterReason.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each check finds what it is there for: one that cannot fail is worth nothing. */
class ChecksTest {

    private static LedgerBuilder asItShouldBe() {
        return new LedgerBuilder()
                .event("a", "first")
                .stored("a", "first")
                .event("a", "first")
                .event("a", "second")
                .letter(2, CONFLICT)
                .event("a", "first in another month", "09")
                .letter(3, CONFLICT)
                .poison(EMPTY)
                .letter(4, EMPTY)
                .event("b", "text")
                .stored("b", "text");
    }

    @Test
    void ledgers_as_they_should_be_hold_everywhere() {
        assertThat(new Checks(asItShouldBe().ledgers()).all())
                .hasSize(5)
                .allSatisfy(verdict -> assertThat(verdict.holds())
                        .as(verdict.invariant() + " " + verdict.samples())
                        .isTrue());
    }

    @Test
    void nothing_to_check_does_not_hold() {
        assertThat(new Checks(new LedgerBuilder().ledgers()).all())
                .noneMatch(Verdict::holds)
                .allMatch(verdict -> verdict.violations() == 0);
    }

    @Test
    void an_acknowledged_event_that_is_nowhere_breaks_I1() {
        Verdict verdict = new LedgerBuilder()
                .event("a", "text")
                .stored("a", "text")
                .event("b", "text")
                .verdict(Invariant.I1);
        assertThat(verdict.checked()).isEqualTo(2);
        assertThat(verdict.violations()).isOne();
        assertThat(verdict.samples()).containsExactly("NEW at 0:1 is lost");
    }

    @Test
    void an_acknowledged_record_that_the_log_does_not_hold_breaks_I1() {
        assertThat(new LedgerBuilder().acknowledgedOnly(9).verdict(Invariant.I1).samples())
                .containsExactly("NEW at 0:9 is not in the log");
    }

    @Test
    void an_acknowledged_event_under_whose_id_another_one_is_stored_breaks_I1() {
        assertThat(new LedgerBuilder()
                        .event("a", "first")
                        .event("a", "second")
                        .stored("a", "first")
                        .verdict(Invariant.I1)
                        .samples())
                .containsExactly("NEW at 0:1 is lost");
    }

    @Test
    void a_document_of_no_record_breaks_I2() {
        assertThat(asItShouldBe().stored("c", "text").verdict(Invariant.I2).violations())
                .isOne();
    }

    @Test
    void a_document_that_was_changed_breaks_I2() {
        assertThat(new LedgerBuilder()
                        .event("a", "text")
                        .stored("a", "other text")
                        .verdict(Invariant.I2)
                        .violations())
                .isOne();
    }

    @Test
    void a_document_in_the_index_of_another_month_breaks_I2() {
        assertThat(new LedgerBuilder()
                        .event("a", "text", "10")
                        .stored("a", "text", "11")
                        .verdict(Invariant.I2)
                        .violations())
                .isOne();
    }

    @Test
    void two_documents_of_one_identity_break_I3() {
        Verdict verdict =
                asItShouldBe().stored("a", "first in another month", "09").verdict(Invariant.I3);
        assertThat(verdict.checked()).isEqualTo(2);
        assertThat(verdict.samples()).containsExactly("a in [index-10, index-09]");
    }

    @Test
    void a_later_content_that_has_won_breaks_I4() {
        assertThat(new LedgerBuilder()
                        .event("a", "first")
                        .event("a", "second")
                        .stored("a", "second")
                        .letter(0, CONFLICT)
                        .verdict(Invariant.I4)
                        .violations())
                .isEqualTo(3);
    }

    @Test
    void a_conflict_without_dead_letter_breaks_I4() {
        assertThat(new LedgerBuilder()
                        .event("a", "first")
                        .event("a", "second")
                        .stored("a", "first")
                        .verdict(Invariant.I4)
                        .violations())
                .isOne();
    }

    @Test
    void a_conflict_with_another_reason_breaks_I4() {
        assertThat(new LedgerBuilder()
                        .event("a", "first")
                        .event("a", "second")
                        .stored("a", "first")
                        .letter(1, MALFORMED)
                        .verdict(Invariant.I4)
                        .violations())
                .isOne();
    }

    @Test
    void a_duplicate_that_became_a_dead_letter_breaks_I4() {
        assertThat(new LedgerBuilder()
                        .event("a", "first")
                        .event("a", "first")
                        .stored("a", "first")
                        .letter(1, CONFLICT)
                        .verdict(Invariant.I4)
                        .violations())
                .isOne();
    }

    @Test
    void what_its_index_refuses_is_not_the_first() {
        assertThat(new LedgerBuilder()
                        .event("a", "refused")
                        .letter(0, REJECTED)
                        .event("a", "second")
                        .stored("a", "second")
                        .verdict(Invariant.I4)
                        .violations())
                .isZero();
    }

    @Test
    void across_partitions_the_earlier_record_is_the_first() {
        LedgerBuilder ledgers = new LedgerBuilder().event("a", "later").elsewhere("a", "earlier", 999);
        assertThat(ledgers.stored("a", "earlier")
                        .letter(0, CONFLICT)
                        .verdict(Invariant.I4)
                        .violations())
                .isZero();
    }

    @Test
    void poison_without_dead_letter_breaks_I8() {
        assertThat(new LedgerBuilder()
                        .poison(EMPTY)
                        .poison(MALFORMED)
                        .letter(0, EMPTY)
                        .verdict(Invariant.I8)
                        .samples())
                .containsExactly("0:1 is malformed but has the letters []");
    }

    @Test
    void poison_with_another_reason_breaks_I8() {
        assertThat(new LedgerBuilder()
                        .poison(EMPTY)
                        .letter(0, MALFORMED)
                        .verdict(Invariant.I8)
                        .violations())
                .isOne();
    }

    @Test
    void a_letter_written_twice_is_counted_and_breaks_nothing() {
        LedgerBuilder ledgers = asItShouldBe().letter(4, EMPTY);
        assertThat(new Checks(ledgers.ledgers()).repeatedLetters()).isOne();
        assertThat(new Checks(ledgers.ledgers()).all()).allMatch(Verdict::holds);
    }
}
