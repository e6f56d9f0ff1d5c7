package io.launchlog.query.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPropertiesTest {

    @Test
    void the_stretches_of_both_types_fit_into_one_answer_of_elasticsearch() {
        assertThat(withBuckets(30_000).seekBuckets()).isEqualTo(30_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30_001, 65_535})
    void others_are_refused_with_what_is_allowed(int buckets) {
        assertThatThrownBy(() -> withBuckets(buckets))
                .hasMessage("launchlog.query.seek-buckets is " + buckets + "; allowed: 2 to 30000");
    }

    private static SearchProperties withBuckets(int buckets) {
        return new SearchProperties(Duration.ofSeconds(1), 10_000, buckets);
    }
}
