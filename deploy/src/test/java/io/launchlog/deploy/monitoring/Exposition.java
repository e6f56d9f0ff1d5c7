package io.launchlog.deploy.monitoring;

import io.launchlog.deploy.monitoring.Selector.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus has after it has read metrics: series with the labels that it adds itself, {@code job} and {@code instance}. */
final class Exposition {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** Whose values depend on what has happened; that the API answers so is told by its description. */
    private static final Set<String> OF_ANSWERS = Set.of("status");

    private record Series(String metric, Map<String, String> labels) {}

    private final List<Series> series = new ArrayList<>();

    /** Adds what an instance exports. */
    void add(String job, String text) {
        series.add(new Series("up", Map.of("job", job, "instance", job)));
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            var sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new IllegalArgumentException("no sample: " + line);
            }
            Map<String, String> labels = new HashMap<>();
            Optional.ofNullable(sample.group(2))
                    .ifPresent(all ->
                            LABEL.matcher(all).results().forEach(label -> labels.put(label.group(1), label.group(2))));
            labels.put("job", job);
            labels.put("instance", job);
            series.add(new Series(sample.group(1), Map.copyOf(labels)));
        });
    }

    /** What an expression asks for that is not there: metrics, labels, values of labels. */
    List<String> missing(PromQl query) {
        List<String> missing = new ArrayList<>();
        query.selectors().forEach(selector -> missing.addAll(missing(selector)));
        Set<String> metrics = query.selectors().stream().map(Selector::metric).collect(Collectors.toSet());
        query.labels().stream()
                .filter(label -> series.stream()
                        .noneMatch(one ->
                                metrics.contains(one.metric()) && one.labels().containsKey(label)))
                .map(label -> "label " + label + " of " + metrics)
                .forEach(missing::add);
        return missing;
    }

    private List<String> missing(Selector selector) {
        List<Series> found = series.stream()
                .filter(one -> one.metric().equals(selector.metric()))
                .toList();
        if (found.isEmpty()) {
            return List.of("metric " + selector.metric());
        }
        List<String> missing = new ArrayList<>();
        for (Matcher matcher : selector.matchers()) {
            List<Series> labelled = found.stream()
                    .filter(one -> one.labels().containsKey(matcher.label()))
                    .toList();
            if (labelled.isEmpty()) {
                missing.add("label " + matcher.label() + " of " + selector.metric());
            } else if (!OF_ANSWERS.contains(matcher.label())) {
                found = labelled.stream()
                        .filter(one -> matcher.takes(one.labels().getOrDefault(matcher.label(), "")))
                        .toList();
            }
        }
        if (missing.isEmpty() && found.isEmpty()) {
            missing.add("series " + selector);
        }
        // A value that is excluded has to be one that there is.
        selector.matchers().stream()
                .filter(matcher -> matcher.operator().equals("!="))
                .filter(matcher -> series.stream()
                        .filter(one -> one.metric().equals(selector.metric()))
                        .noneMatch(one -> matcher.value().equals(one.labels().get(matcher.label()))))
                .map(matcher -> "value " + matcher.value() + " of " + matcher.label() + " of " + selector.metric())
                .forEach(missing::add);
        return missing;
    }

    /** The labels of a metric, with those that Prometheus adds. */
    Set<String> labels(String metric) {
        return series.stream()
                .filter(one -> one.metric().equals(metric))
                .flatMap(one -> one.labels().keySet().stream())
                .collect(Collectors.toSet());
    }
}
