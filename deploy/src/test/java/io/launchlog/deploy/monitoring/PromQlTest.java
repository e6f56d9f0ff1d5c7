package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.deploy.monitoring.Selector.Matcher;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {

    @Test
    void tells_metrics_matchers_and_labels() {
        PromQl query = PromQl.parse("""
                histogram_quantile(0.95, sum by (le, job) (rate(a_bucket{uri=~"/v1/.*", status!="200"}[5m])))
                  > 1.5 and on (job) (b - sum(c) without (d)) == 0
                """);

        assertThat(query.selectors())
                .containsExactly(
                        new Selector(
                                "a_bucket",
                                List.of(new Matcher("uri", "=~", "/v1/.*"), new Matcher("status", "!=", "200"))),
                        new Selector("b", List.of()),
                        new Selector("c", List.of()));
        assertThat(query.labels()).containsExactlyInAnyOrder("le", "job", "d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum(a",
                "sum(a))",
                "a b",
                "a >",
                "> 1",
                "a == == 1",
                "rate(a)",
                "rate(a[5])",
                "rate(a[5 m])",
                "rate(sum(a)[5m])",
                "a[5m]",
                "sum by le (a)",
                "sum by () (a)",
                "rated(a[5m])",
                "a{b}",
                "a{b=\"c\"",
                "a{b=c}",
                "a{b==\"c\"}",
                "a{b=~\"(\"}",
                "a; b",
                "a @ 5",
                "\"a\"",
                "2x"
            })
    void refuses_what_is_not_of_the_language(String expression) {
        assertThatThrownBy(() -> PromQl.parse(expression)).isInstanceOf(IllegalArgumentException.class);
    }
}
