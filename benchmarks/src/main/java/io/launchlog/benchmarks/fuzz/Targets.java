package io.launchlog.benchmarks.fuzz;

import io.launchlog.benchmarks.load.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths, most of them of the API or nearly so.
 *
 * @param projects the caller's own first
 */
record Targets(List<Project> projects) {

    private static final int LONGEST_SEGMENT = 20_000;

    private static final List<String> ELSEWHERE = List.of(
            "/",
            "/v1",
            "/v2",
            "/error",
            "/favicon.ico",
            "/robots.txt",
            "/actuator/nothing",
            "*",
            "launchlog:80",
            "relative",
            "//",
            "/%2e%2e/v1",
            "/v1/../actuator");

    Targets {
        projects = List.copyOf(projects);
    }

    /** A path and often a query string. */
    String of(Dice dice) {
        String path = dice.onceIn(12) ? dice.of(ELSEWHERE) : path(dice);
        return dice.onceIn(3) ? path : path + "?" + QueryStrings.of(dice);
    }

    private String path(Dice dice) {
        Project project = dice.onceIn(8) ? projects.getLast() : projects.getFirst();
        Project of = dice.onceIn(8) ? projects.getLast() : project;
        List<String> whole =
                List.of("v1", project.id(), "services", dice.of(of.services()).serviceId(), "events");
        List<String> segments = new ArrayList<>(whole.subList(0, dice.of(List.of(3, 4, 5, 5, 5))));
        return dice.onceIn(3) ? spoiled(dice, segments) : "/" + String.join("/", segments);
    }

    private static String spoiled(Dice dice, List<String> segments) {
        int place = dice.between(0, segments.size() - 1);
        String segment = segments.get(place);
        switch (dice.between(0, 9)) {
            case 0 -> segments.set(place, WildText.of(dice));
            case 1 -> segments.set(place, segment + WildText.of(dice));
            case 2 -> segments.add(place, "");
            case 3 -> segments.add("");
            case 4 -> segments.add(place, dice.of(List.of(".", "..", "%2e", "%2e%2e", "...")));
            case 5 -> segments.set(place, segment + dice.of(List.of(";", ";a=b", ";jsessionid=1", "%3Ba=b")));
            case 6 -> segments.set(place, segment + dice.of(List.of("%2F", "%2f", "%5C", "%00", "/", ".json")));
            case 7 -> segments.set(place, percentEncoded(segment));
            case 8 -> segments.set(place, "a".repeat(dice.between(65, LONGEST_SEGMENT)));
            default -> {
                return dice.of(List.of("http://launchlog/", "https://other:1/", "", "//", "/./", "/V1/../"))
                        + String.join("/", segments);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.chars().forEach(c -> encoded.append("%%%02x".formatted(c)));
        return encoded.toString();
    }
}
