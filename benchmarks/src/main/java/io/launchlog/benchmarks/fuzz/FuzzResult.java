package io.launchlog.benchmarks.fuzz;

import io.launchlog.benchmarks.measure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was found.
 *
 * @param answers how often each status came
 * @param violations answers that are not as the contract says
 * @param logLines that the services wrote
 * @param leaks of these with a token or a part of one
 * @param samples of violations and leaks, each of one or more lines
 */
public record FuzzResult(Map<String, Long> answers, long violations, long logLines, long leaks, List<String> samples) {

    public FuzzResult {
        answers = Map.copyOf(answers);
        samples = List.copyOf(samples);
    }

    static FuzzResult of(Findings findings, LogScan logs) {
        List<String> samples = new ArrayList<>(findings.samples());
        samples.addAll(logs.samples());
        return new FuzzResult(findings.answers(), findings.violations(), logs.lines(), logs.leaks(), samples);
    }

    /** Every line of the table. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.told(
                "requests", answers.values().stream().mapToLong(Long::longValue).sum()));
        answers.keySet().stream()
                .sorted()
                .forEach(kind ->
                        figures.add(Figure.told("answered_" + kind.replace(' ', '_'), answers.getOrDefault(kind, 0L))));
        figures.add(Figure.none("violations", violations));
        figures.add(Figure.told("log_lines", logLines));
        figures.add(Figure.none("log_lines_with_a_token", leaks));
        return List.copyOf(figures);
    }
}
