package io.launchlog.deploy.monitoring;

import io.launchlog.deploy.monitoring.PromQlTokens.Kind;
import io.launchlog.deploy.monitoring.PromQlTokens.Token;
import io.launchlog.deploy.monitoring.Selector.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A PromQL expression, of the part of the language that is used here; what is not of this part is an error. There is no
 * published parser for Java; promtool reads the same expressions where it is installed.
 */
final class PromQl {

    private static final Set<String> AGGREGATIONS = Set.of("sum", "min", "max", "avg", "count");
    private static final Set<String> OF_RANGES =
            Set.of("rate", "increase", "avg_over_time", "max_over_time", "min_over_time");
    private static final Set<String> FUNCTIONS = Set.of("absent", "clamp_min", "histogram_quantile");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");

    private final PromQlTokens tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> labels = new TreeSet<>();

    private PromQl(String expression) {
        this.tokens = new PromQlTokens(expression);
    }

    /** @throws IllegalArgumentException when it is none, or more than is understood here */
    static PromQl parse(String expression) {
        PromQl promQl = new PromQl(expression);
        promQl.expression();
        promQl.tokens.expect(Kind.END);
        return promQl;
    }

    /** What it asks for, in the order of its text. */
    List<Selector> selectors() {
        return List.copyOf(selectors);
    }

    /** The labels by which it groups or joins. */
    Set<String> labels() {
        return Set.copyOf(labels);
    }

    /** Precedence does not matter for what is asked here. */
    private void expression() {
        operand();
        while (OPERATORS.contains(tokens.peek().text()) && tokens.peek().kind() != Kind.STRING) {
            tokens.take();
            tokens.takeIf("bool");
            if (tokens.isNext("on") || tokens.isNext("ignoring")) {
                tokens.take();
                grouping();
            }
            operand();
        }
    }

    private void operand() {
        if (tokens.takeIf("(")) {
            expression();
            tokens.expect(")");
        } else if (tokens.peek().kind() == Kind.NUMBER) {
            tokens.take();
        } else {
            Token name = tokens.expect(Kind.NAME);
            if (AGGREGATIONS.contains(name.text())) {
                aggregation();
            } else if (OF_RANGES.contains(name.text())) {
                tokens.expect("(");
                selector(tokens.expect(Kind.NAME));
                tokens.expect("[");
                tokens.expect(Kind.DURATION);
                tokens.expect("]");
                tokens.expect(")");
            } else if (FUNCTIONS.contains(name.text())) {
                arguments();
            } else {
                selector(name);
            }
        }
    }

    private void aggregation() {
        boolean isGrouped = groupingIfAny();
        arguments();
        if (!isGrouped) {
            groupingIfAny();
        }
    }

    private boolean groupingIfAny() {
        if (!tokens.takeIf("by") && !tokens.takeIf("without")) {
            return false;
        }
        grouping();
        return true;
    }

    private void grouping() {
        tokens.expect("(");
        do {
            labels.add(tokens.expect(Kind.NAME).text());
        } while (tokens.takeIf(","));
        tokens.expect(")");
    }

    private void arguments() {
        tokens.expect("(");
        do {
            expression();
        } while (tokens.takeIf(","));
        tokens.expect(")");
    }

    private void selector(Token metric) {
        if (tokens.isNext("(")) {
            throw tokens.wrong("a metric, a function that is known here or an operator");
        }
        List<Matcher> matchers = new ArrayList<>();
        if (tokens.takeIf("{")) {
            do {
                String label = tokens.expect(Kind.NAME).text();
                String operator = tokens.expect(Kind.SIGN).text();
                matchers.add(
                        new Matcher(label, operator, tokens.expect(Kind.STRING).text()));
            } while (tokens.takeIf(","));
            tokens.expect("}");
        }
        selectors.add(new Selector(metric.text(), matchers));
    }
}
