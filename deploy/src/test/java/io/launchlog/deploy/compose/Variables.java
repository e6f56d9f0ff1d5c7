package io.launchlog.deploy.compose;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${VARIABLE}} in, as Compose does, and remembers which there were. */
final class Variables {

    /** The name, and behind {@code :-} a default, behind {@code :?} the text of the error when it is not set. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?])([^}]*))?}");

    private final Map<String, String> values;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();

    Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** What a file such as {@code .env} sets. */
    static Map<String, String> of(String file) {
        Map<String, String> values = new HashMap<>();
        file.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> values.put(
                        line.substring(0, line.indexOf('=')).strip(),
                        line.substring(line.indexOf('=') + 1).strip()));
        return values;
    }

    String fillIn(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference)));
    }

    private String value(MatchResult reference) {
        String name = reference.group(1);
        used.add(name);
        String value = values.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        String otherwise = reference.group(2) == null ? "" : reference.group(2);
        if (otherwise.endsWith("-")) {
            return reference.group(3);
        }
        if (!otherwise.endsWith("?") || reference.group(3).isBlank()) {
            missing.add(name);
        }
        return "given-by-the-operator";
    }

    /** All names that were in what was filled in. */
    Set<String> used() {
        return used;
    }

    /** Those that nobody sets, and that have neither a default nor a text for the error. */
    Set<String> missing() {
        return missing;
    }

    Set<String> set() {
        return values.keySet();
    }
}
