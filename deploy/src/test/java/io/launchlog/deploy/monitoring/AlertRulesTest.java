package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.monitoring.AlertRules.Alert;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRulesTest {

    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");

    static List<Alert> alerts() {
        return AlertRules.read();
    }

    @Test
    void names_are_unique() {
        assertThat(alerts())
                .hasSizeGreaterThanOrEqualTo(13)
                .extracting(Alert::name)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_says_how_bad_it_is_and_what_has_happened(Alert alert) {
        assertThat(alert.labels()).containsOnlyKeys("severity");
        assertThat(alert.labels().get("severity")).isIn("warning", "critical");
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(alert.annotations().values()).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_has_the_runbook_of_its_name(Alert alert) {
        assertThat(alert.annotations().get("runbook_url")).isEqualTo("runbooks/" + alert.name() + ".md");
        assertThat(Checkout.path(AlertRules.FOLDER)
                        .resolve(String.valueOf(alert.annotations().get("runbook_url"))))
                .isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_speaks_of_labels_that_it_has(Alert alert) {
        PromQl query = PromQl.parse(alert.expression());
        Set<String> labels = new TreeSet<>(query.labels());
        if (labels.isEmpty() && !alert.expression().contains("sum(")) {
            labels.addAll(Set.of("job", "instance"));
        }
        assertThat(alert.annotations().values().stream()
                        .flatMap(text -> LABEL_IN_TEXT.matcher(text).results())
                        .map(found -> found.group(1)))
                .isSubsetOf(labels);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void what_an_alert_compares_is_a_figure_or_a_state(Alert alert) {
        assertThat(alert.expression()).containsPattern("(==|>) [0-9]");
    }

    @Test
    void the_jobs_that_alerts_name_are_those_that_are_scraped() {
        Set<String> named = alerts().stream()
                .flatMap(alert -> PromQl.parse(alert.expression()).selectors().stream())
                .flatMap(selector -> selector.matchers().stream())
                .filter(matcher -> matcher.label().equals("job"))
                .flatMap(matcher -> Pattern.compile("\\|").splitAsStream(matcher.value()))
                .collect(Collectors.toSet());
        assertThat(AlertRules.jobs())
                .extracting(job -> (String) job.get("job_name"))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void the_readme_has_every_alert_in_its_table() {
        assertThat(Pattern.compile("(?m)^\\| \\[`(\\w+)`]\\(runbooks/(\\w+)\\.md\\)")
                        .matcher(Checkout.text(AlertRules.FOLDER + "README.md"))
                        .results()
                        .peek(row -> assertThat(row.group(2)).isEqualTo(row.group(1)))
                        .map((MatchResult row) -> row.group(1)))
                .containsExactlyElementsOf(alerts().stream().map(Alert::name).toList());
    }
}
