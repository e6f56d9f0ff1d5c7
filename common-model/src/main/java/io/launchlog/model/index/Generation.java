package io.launchlog.model.index;

/**
 * A build of the whole projection from the log; a rebuild makes the next one beside it.
 *
 * @param number 1 or more
 */
public record Generation(int number) {

    public static final Generation FIRST = new Generation(1);

    /** @throws IllegalArgumentException when the number is below 1 */
    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("The generation is " + number + "; allowed: 1 or more");
        }
    }

    /** As in index names: {@code g1}. */
    public String label() {
        return "g" + number;
    }
}
