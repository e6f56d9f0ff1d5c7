package io.launchlog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.faults.invariant.Invariant;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.run.FaultReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTableTest {

    private static List<Verdict> verdicts(long violationsOfI1) {
        return Stream.of(Invariant.values())
                .map(invariant -> new Verdict(
                        invariant,
                        1200,
                        invariant == Invariant.I1 ? violationsOfI1 : 0,
                        invariant == Invariant.I1 && violationsOfI1 > 0 ? List.of("NEW at 0:1 is lost") : List.of()))
                .toList();
    }

    private static FaultReport report(long violationsOfI1, long hits) {
        return new FaultReport(
                "ingest-killed", 7, 2000, 0, hits, verdicts(violationsOfI1), Duration.ofMillis(3210), 4, 1500);
    }

    @Test
    void a_row_has_violations_and_checks_of_each_invariant() {
        assertThat(FaultTable.of(List.of(report(0, 3))).lines().limit(3))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| ingest-killed | 7    | 2,000        | 3    | 0 / 1,200 |")
                        .endsWith("| 3.2 s      | 1,500     | 4             |"));
    }

    @Test
    void a_violation_stands_out_and_has_samples() {
        String table = FaultTable.of(List.of(report(2, 3)));
        assertThat(table).contains("**2 / 1,200**").contains("ingest-killed, seed 7, I1 does not hold:\n- NEW at 0:1");
    }

    @Test
    void a_fault_that_hit_nothing_proves_nothing() {
        assertThat(report(0, 0).holds()).isFalse();
        assertThat(report(0, 1).holds()).isTrue();
        assertThat(FaultTable.of(List.of(report(0, 0)))).contains("ingest-killed hit nothing");
    }
}
