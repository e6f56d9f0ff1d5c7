package io.launchlog.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianOfAnOddNumberIsTheMiddleValueWhateverTheOrder() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 3.0))).isEqualTo(3.0);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(3.0);
    }

    @Test
    void oneOutlierDoesNotMoveTheMedian() {
        assertThat(Statistics.median(List.of(1.0, 1.0, 1.0, 1.0, 1e9))).isEqualTo(1.0);
    }

    @Test
    void thereIsNoMedianOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        long[] values = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();

        assertThat(Statistics.percentile(values, 50)).isEqualTo(50);
        assertThat(Statistics.percentile(values, 99)).isEqualTo(99);
        assertThat(Statistics.percentile(values, 100)).isEqualTo(100);
        assertThat(Statistics.percentile(values, 0.1)).isEqualTo(1);
    }

    @Test
    void the99thPercentileOfFewValuesIsTheGreatest() {
        assertThat(Statistics.percentile(new long[] {5, 7, 6}, 99)).isEqualTo(7);
    }

    @Test
    void askingForAPercentileLeavesTheValuesAsTheyAre() {
        long[] values = {3, 1, 2};

        Statistics.percentile(values, 50);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void thereIsNoPercentileOfNothingNorOutOfBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(new long[0], 50));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(new long[] {1}, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(new long[] {1}, 101));
    }
}
