package io.launchlog.model.index;

/**
 * A build of the whole projection from the log; a rebuild makes the next one beside it.
 *
 * @param number 1 or more
 */
public record Generation(int number) implements Comparable<Generation> {

    public static final Generation FIRST = new Generation(1);

    /** @throws IllegalArgumentException when the number is below 1 */
    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("The generation is " + number + "; allowed: 1 or more");
        }
    }

    @Override
    public int compareTo(Generation other) {
        return Integer.compare(number, other.number);
    }

    /** The one that a rebuild of this one makes. */
    public Generation next() {
        return new Generation(number + 1);
    }

    /** As in index names: {@code g1}. */
    public String label() {
        return "g" + number;
    }
}
