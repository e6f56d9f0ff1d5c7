package io.launchlog.faults.ledger;

/**
 * Where a record of the topic of events is.
 *
 * @param life how often the topic had been made again before; -1 when it is no topic of ours
 */
public record Place(int life, int partition, long offset) {

    /** A place in the first topic. */
    public Place(int partition, long offset) {
        this(0, partition, offset);
    }

    @Override
    public String toString() {
        return partition + ":" + offset + (life == 0 ? "" : " of topic " + (life + 1));
    }
}
