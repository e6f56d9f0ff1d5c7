package io.launchlog.deploy.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.launchlog.deploy.KnownProperties;
import io.launchlog.deploy.kubernetes.DeployedSizes;
import io.launchlog.deploy.sizing.SizingPage.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

class SizingTest {

    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z.#])([a-z][A-Za-z]*)(?![A-Za-z(])");
    private static final Pattern PROPERTY = Pattern.compile("`((?:launchlog|spring)\\.[a-z0-9.-]+)`");

    private final SizingPage page = SizingPage.ofCheckout();

    @Test
    void every_row_follows_from_those_above_it() {
        List<String> problems = problems(page);

        assertThat(problems).isEmpty();
        assertThat(page.computed().values())
                .filteredOn(row -> !row.formula().isEmpty())
                .hasSizeGreaterThan(15);
    }

    @Test
    void notices_a_wrong_figure() {
        Row shards = page.computed().get("shards");
        String wrong = page.text().replace("ceil(bucketSize / 50)", "ceil(bucketSize / 40)");

        assertThat(shards).isNotNull();
        assertThat(problems(new SizingPage(wrong)))
                .anyMatch(line -> line.startsWith("shards of large is 46.0, shown is 37.0"))
                .noneMatch(line -> line.startsWith("bucketSize"));
    }

    @Test
    void the_measured_figures_are_those_of_the_table() {
        assertThat(page.value("logBytes", "small")).isEqualTo(page.measured("log, bytes/event"));
        assertThat(page.value("indexBytes", "small")).isEqualTo(page.measured("index, bytes/event"));
        assertThat(page.value("ingestCpu", "small")).isEqualTo(page.measured("ingest, µs of CPU/event"));
        assertThat(page.value("allCpu", "small"))
                .isCloseTo(2 * 1e6 / page.measured("drained, events/s"), withinPercentage(0.5));
    }

    @Test
    void properties_that_it_names_exist() {
        List<String> named = PROPERTY.matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.startsWith("launchlog.service-events"))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(name ->
                        assertThat(KnownProperties.all().has(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void the_overlay_is_as_large_as_its_column(String overlay) {
        DeployedSizes deployed = DeployedSizes.of(overlay);

        assertThat(deployed.partitions()).isEqualTo((int) page.value("partitions", overlay));
        assertThat(deployed.shards()).isEqualTo((int) page.value("shards", overlay));
        assertThat(deployed.brokers()).isEqualTo((int) page.value("brokers", overlay));
        assertThat(deployed.dataNodes()).isEqualTo((int) page.value("nodes", overlay));
        assertThat(deployed.retentionDays()).isEqualTo((int) page.value("retention", overlay));
        assertThat(deployed.bucketDays()).isEqualTo((int) page.value("bucket", overlay));
        assertThat(deployed.brokerGigabytes()).isGreaterThanOrEqualTo(page.value("brokerDisk", overlay));
        assertThat(deployed.nodeGigabytes()).isGreaterThanOrEqualTo(page.value("nodeDisk", overlay));
        assertThat(deployed.workGigabytes()).isGreaterThanOrEqualTo(page.value("work", overlay));
    }

    private static List<String> problems(SizingPage page) {
        List<String> columns = page.columns();
        Map<String, Row> rows = page.computed();
        return columns.stream()
                .flatMap(column -> {
                    Map<String, Double> known = new HashMap<>();
                    return rows.values().stream().flatMap(row -> {
                        double shown = row.values().get(columns.indexOf(column));
                        double exact = row.formula().isEmpty() ? shown : evaluate(row.formula(), known);
                        known.put(row.symbol(), exact);
                        return Math.abs(shown - exact) <= Math.abs(exact) * 0.005
                                ? Stream.<String>empty()
                                : Stream.of(row.symbol() + " of " + column + " is " + exact + ", shown is " + shown);
                    });
                })
                .toList();
    }

    /** Symbols, numbers, {@code + - × /}, brackets, {@code ceil} and {@code max}. */
    private static double evaluate(String formula, Map<String, Double> known) {
        String expression = NAME.matcher(formula.replace('×', '*'))
                .replaceAll((MatchResult name) -> "#" + name.group(1))
                .replace("ceil(", "#ceil(")
                .replace("max(", "#max(")
                .replaceAll("(?<![A-Za-z0-9.])([0-9]+)(?![0-9.])", "$1.0");
        SimpleEvaluationContext context =
                SimpleEvaluationContext.forReadOnlyDataBinding().build();
        known.forEach(context::setVariable);
        try {
            context.setVariable("ceil", Math.class.getMethod("ceil", double.class));
            context.setVariable("max", Math.class.getMethod("max", double.class, double.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        Double value = new SpelExpressionParser().parseExpression(expression).getValue(context, Double.class);
        if (value == null) {
            throw new IllegalArgumentException(formula + " has no value");
        }
        return value;
    }
}
