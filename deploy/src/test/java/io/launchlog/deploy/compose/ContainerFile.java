package io.launchlog.deploy.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a Dockerfile others rely on.
 *
 * @param copied what is copied from the build context
 * @param arguments that a build may give
 * @param hasHealthCheck whether the image says how its health is asked for
 */
record ContainerFile(List<String> copied, Set<String> arguments, boolean hasHealthCheck) {

    /** @param arguments of the build */
    static ContainerFile parse(String text, Map<String, Object> arguments) {
        List<String> copied = new ArrayList<>();
        boolean hasHealthCheck = false;
        Map<String, String> values = new HashMap<>();
        for (String line : text.replaceAll("(?m)^\\s*#.*\\R", "")
                .replaceAll("\\\\\\R", " ")
                .split("\\R")) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "ARG" -> {
                    String[] argument = words[1].split("=", 2);
                    Object given = arguments.get(argument[0]);
                    String otherwise = argument.length > 1 ? argument[1] : "";
                    values.put(argument[0], given == null ? otherwise : String.valueOf(given));
                }
                case "COPY" -> copied.addAll(sources(words, values));
                case "HEALTHCHECK" -> hasHealthCheck = !words[words.length - 1].equals("NONE");
                default -> {}
            }
        }
        return new ContainerFile(copied, values.keySet(), hasHealthCheck);
    }

    private static List<String> sources(String[] words, Map<String, String> values) {
        if (Arrays.stream(words).anyMatch(word -> word.startsWith("--from="))) {
            return List.of();
        }
        List<String> paths = Arrays.stream(words)
                .skip(1)
                .filter(word -> !word.startsWith("--"))
                .map(word -> {
                    String filled = word;
                    for (Map.Entry<String, String> value : values.entrySet()) {
                        filled = filled.replace("${" + value.getKey() + "}", value.getValue())
                                .replace("$" + value.getKey(), value.getValue());
                    }
                    return filled;
                })
                .toList();
        return paths.subList(0, paths.size() - 1);
    }
}
