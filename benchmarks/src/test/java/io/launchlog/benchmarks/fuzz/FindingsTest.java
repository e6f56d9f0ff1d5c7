package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void a_violation_is_shown_with_the_number_of_its_request() {
        findings.answered(request(42, "GET /\0 HTTP/1.1\r\n\r\n"), new Answer(0, Map.of(), "no\u00e4"));

        assertThat(findings.violations()).isEqualTo(1);
        assertThat(findings.samples().getFirst())
                .isEqualTo(
                        "request 42: there is no status line%n  sent: GET /\\x00 HTTP/1.1\\r\\n\\r\\n%n  seen: 0 no\\xe4"
                                .formatted());
    }

    @Test
    void a_request_within_the_bounds_that_gets_no_answer_is_a_violation() {
        findings.unanswered(request(1, "GET / HTTP/1.1\r\n\r\n"), new EOFException("nothing"));
        findings.unanswered(request(2, "a".repeat(100_000)), new EOFException("nothing"));

        assertThat(findings.violations()).isEqualTo(1);
        assertThat(findings.answers()).isEqualTo(Map.of("cut off", 2L));
    }

    @Test
    void only_the_first_violations_are_shown_and_what_is_long_is_cut() {
        for (int i = 0; i < 20; i++) {
            findings.unanswered(request(i, "a".repeat(5000)), new EOFException("nothing"));
        }

        assertThat(findings.violations()).isEqualTo(20);
        assertThat(findings.samples()).hasSize(10);
        assertThat(findings.samples().getFirst())
                .contains("... (5000 characters)")
                .hasSizeLessThan(600);
    }

    private static FuzzRequest request(long number, String text) {
        return new FuzzRequest(number, text, false, false);
    }
}
