package io.launchlog.query.exchange;

/**
 * How many exchanges with one node there can be at once. The client's own bound is 5: searches would queue there,
 * unseen.
 *
 * @param perNode 1 or more
 */
public record ConnectionLimit(int perNode) {

    /** @throws IllegalArgumentException when it is less than 1 */
    public ConnectionLimit {
        if (perNode < 1) {
            throw new IllegalArgumentException("Connections to a node are " + perNode + "; allowed: 1 or more");
        }
    }
}
