package io.launchlog.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void theRatioIsOursByRaw() {
        assertThat(new Comparison(List.of(3.0), List.of(4.0)).ratio()).isEqualTo(0.75);
    }

    @Test
    void aSpellThatSlowsBothSidesOfSomePairsLeavesTheRatioAsItIs() {
        Comparison comparison = new Comparison(List.of(8.0, 2.0, 8.0, 2.0, 2.0), List.of(10.0, 2.5, 10.0, 2.5, 2.5));

        assertThat(comparison.ratio()).isEqualTo(0.8);
        assertThat(comparison.lowestRatio()).isEqualTo(0.8);
        assertThat(comparison.highestRatio()).isEqualTo(0.8);
    }

    @Test
    void theRatioIsTheMedianOfThePairsAndNotTheRatioOfTheMedians() {
        Comparison comparison = new Comparison(List.of(1.0, 10.0, 9.0), List.of(10.0, 10.0, 3.0));

        assertThat(comparison.medianOfOurs()).isEqualTo(9.0);
        assertThat(comparison.medianOfRaw()).isEqualTo(10.0);
        assertThat(comparison.ratio()).isEqualTo(1.0);
        assertThat(comparison.lowestRatio()).isEqualTo(0.1);
        assertThat(comparison.highestRatio()).isEqualTo(3.0);
    }

    @Test
    void eachRunIsMeasuredInItsOwnWay() {
        Comparison comparison = Comparison.of(List.of("four"), String::length, List.of(8), Integer::doubleValue);

        assertThat(comparison.ratio()).isEqualTo(0.5);
    }

    @Test
    void valuesWithoutPartnersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(List.of(1.0), List.of(1.0, 2.0)));
    }

    @Test
    void valuesThatCannotHaveBeenMeasuredAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(List.of(1.0), List.of(0.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Comparison(List.of(Double.NaN), List.of(1.0)));
    }
}
