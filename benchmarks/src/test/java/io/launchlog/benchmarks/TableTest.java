package io.launchlog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.benchmarks.measure.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void figuresStandInColumnsWithTheirRatioAndItsRange() {
        Table table = new Table("ingest");
        table.compare(
                "drained, events/s", new Comparison(List.of(40_000.0, 42_000.0), List.of(50_000.0, 60_000.0)), "_bulk");
        table.single("CPU of ingest, µs/event", 6.254, "");
        table.compare("index, bytes/event", 181.2, 402.0, "dynamic mapping");

        assertThat(table).hasToString("""
                        ingest                                     ours        raw   ratio
                        ------------------------------------------------------------------------------------------------
                        drained, events/s                        41,000     55,000    0.75   _bulk (0.70 to 0.80)
                        CPU of ingest, µs/event                    6.25
                        index, bytes/event                          181        402    0.45   dynamic mapping""");
    }
}
