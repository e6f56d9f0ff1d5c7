package io.launchlog.faults.ledger;

/** Where a record of the topic of events is. */
public record Place(int partition, long offset) {

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
