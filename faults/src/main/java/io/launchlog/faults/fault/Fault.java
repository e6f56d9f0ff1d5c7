package io.launchlog.faults.fault;

import io.launchlog.faults.invariant.Verdict;
import java.io.IOException;
import java.util.List;

/** Something that goes wrong, and comes right again. */
public interface Fault {

    /** For {@code --only}: lower case and hyphens. */
    String name();

    /** What happens, in some words. */
    String description();

    /** How often it strikes in one run. */
    default int strikes(Scale scale) {
        return scale.rounds();
    }

    /** Whether it strikes while a burst is published and worked on, or when that is done. */
    default boolean strikesAmidst() {
        return true;
    }

    /** How many consumers an instance of ingest has; two instances read four partitions. */
    default int consumers() {
        return 2;
    }

    /** Records a second that are published until a strike is over; 0: a burst of them as fast as Kafka takes it. */
    default int rate() {
        return 0;
    }

    /** Before anything is published. */
    default void prepare(Scene scene) throws IOException, InterruptedException {}

    /**
     * Lets it happen once; when this returns, it is over.
     *
     * @param number from 0
     * @return how many things it did harm to: 0 means that this strike said nothing
     */
    long strike(Scene scene, int number) throws IOException, InterruptedException;

    /** After the last strike: on what only this fault looks at. */
    default List<Verdict> verdicts() {
        return List.of();
    }
}
