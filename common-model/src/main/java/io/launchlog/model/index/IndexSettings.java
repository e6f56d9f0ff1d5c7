package io.launchlog.model.index;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the indices are laid out.
 *
 * @param shards primary shards of each index, 1 or more
 * @param replicas how many copies, as a range that follows the number of nodes: {@code 0-1}
 * @param refreshInterval how long until a stored event is found; whole milliseconds, positive
 */
public record IndexSettings(int shards, String replicas, Duration refreshInterval) {

    // Before the default, which is checked against it.
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,4})-(?:([0-9]{1,4})|all)");

    public static final IndexSettings DEFAULT = new IndexSettings(1, "0-1", Duration.ofSeconds(1));

    /** @throws IllegalArgumentException when one is out of its bounds */
    public IndexSettings {
        if (shards < 1) {
            throw new IllegalArgumentException("The number of shards is " + shards + "; allowed: 1 or more");
        }
        if (!isRange(replicas)) {
            throw new IllegalArgumentException("The replicas are " + replicas + "; allowed: a range such as 0-1");
        }
        if (refreshInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The refresh interval is " + refreshInterval + "; allowed: 1 ms or more");
        }
    }

    private static boolean isRange(String replicas) {
        Matcher range = RANGE.matcher(replicas);
        return range.matches()
                && (range.group(2) == null || Integer.parseInt(range.group(1)) <= Integer.parseInt(range.group(2)));
    }
}
