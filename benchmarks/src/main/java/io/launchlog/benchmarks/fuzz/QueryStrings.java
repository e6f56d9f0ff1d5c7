package io.launchlog.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Query strings of the parameters that the API knows, right, wrong and given twice, and of some that it does not. */
final class QueryStrings {

    private static final int MANY = 400;

    /** A name and what may be said of it. */
    private record Parameter(String name, List<String> values) {}

    private static final List<Parameter> KNOWN = List.of(
            new Parameter("event_type", List.of("normal", "abnormal", "Normal", "")),
            new Parameter(
                    "event_info",
                    List.of(
                            "image+pulling",
                            "image%20pull",
                            "!!!",
                            "%20",
                            "a%2Fb",
                            "(a)",
                            "resnet-50",
                            "word+".repeat(70))),
            new Parameter("start_time", List.of("0", "1562597251764", "1.562597251764E12", "-1", "1e3", "1.5")),
            new Parameter("end_time", List.of("0", "9999999999999", "1562597251764.0", "99999999999999999999", "")),
            new Parameter("offset", List.of("0", "1", "100", "5000", "99999999999999999999", "-1", "1.0", "%30")),
            new Parameter("limit", List.of("1", "10", "100", "1000", "0", "1001", "1e1", "")),
            new Parameter(
                    "sort_by", List.of("occur_time", "event_type", "event_info", "_score", "event_info.inner_words")),
            new Parameter("order", List.of("asc", "desc", "ASC", "")),
            new Parameter("service_name", List.of("resnet-50-prod-0", "nobody", "", "%F0%9F%98%80")),
            new Parameter("workspace_id", List.of("0", "a")));

    private QueryStrings() {}

    /** Without the question mark; may be empty. */
    static String of(Dice dice) {
        if (dice.onceIn(100)) {
            return "a=%d&".formatted(dice.between(0, 9)).repeat(dice.between(1, MANY));
        }
        List<String> pairs = new ArrayList<>();
        int count = dice.between(0, 4);
        for (int i = 0; i < count; i++) {
            pairs.add(pair(dice));
        }
        if (!pairs.isEmpty() && dice.onceIn(6)) {
            pairs.add(dice.of(pairs));
        }
        return String.join(dice.onceIn(15) ? dice.of(List.of("&&", ";", "&amp;", "?", "&=&")) : "&", pairs);
    }

    private static String pair(Dice dice) {
        Parameter parameter = dice.of(KNOWN);
        String name = dice.onceIn(25) ? WildText.of(dice) : parameter.name();
        String value = dice.onceIn(8) ? WildText.of(dice) : dice.of(parameter.values());
        return name + (dice.onceIn(20) ? "" : "=") + value;
    }
}
