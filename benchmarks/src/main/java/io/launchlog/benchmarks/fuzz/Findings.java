package io.launchlog.benchmarks.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong so far, and which answers there were. May be used by several threads. */
final class Findings {

    private static final int SAMPLES = 10;
    private static final int LONGEST_SAMPLE = 400;

    private final Map<String, Long> answers = new TreeMap<>();
    private final List<String> samples = new ArrayList<>();
    private long violations;

    synchronized void answered(FuzzRequest request, Answer answer) {
        answers.merge(answer.hasHead() ? Integer.toString(answer.status()) : "without a head", 1L, Long::sum);
        List<String> problems = AnswerCheck.problems(request, answer);
        if (!problems.isEmpty()) {
            violated(request, String.join("; ", problems), answer.status() + " " + answer.body());
        }
    }

    synchronized void unanswered(FuzzRequest request, IOException failure) {
        answers.merge("cut off", 1L, Long::sum);
        if (!request.mayBeCutOff()) {
            violated(request, "no whole answer", failure.toString());
        }
    }

    private void violated(FuzzRequest request, String problem, String seen) {
        violations++;
        if (samples.size() < SAMPLES) {
            samples.add("request %d: %s%n  sent: %s%n  seen: %s"
                    .formatted(request.number(), problem, shown(request.text()), shown(seen)));
        }
    }

    /** On one line, of bounded length. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < LONGEST_SAMPLE; i++) {
            char next = text.charAt(i);
            switch (next) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                default -> shown.append(next < ' ' || next > '~' ? "\\x%02x".formatted((int) next) : next);
            }
        }
        return shown.length() < LONGEST_SAMPLE ? shown.toString() : shown + "... (" + text.length() + " characters)";
    }

    synchronized Map<String, Long> answers() {
        return new TreeMap<>(answers);
    }

    synchronized List<String> samples() {
        return List.copyOf(samples);
    }

    synchronized long violations() {
        return violations;
    }
}
