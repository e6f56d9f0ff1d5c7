package io.launchlog.ingest.projection;

import io.launchlog.model.index.Generation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which generations of the projection there are. Ingest writes to all but the dropped ones.
 *
 * @param live is read, and decides what becomes of an event
 * @param building is made from the log by a rebuild; null when none is
 * @param previous was read before, and is kept for going back; null when it is dropped, or never was
 * @param dropped are deleted wherever they turn up
 * @param swap names the change of the live one that is under way, for which ingest pauses; null when none is
 */
public record Generations(
        Generation live,
        @Nullable Generation building,
        @Nullable Generation previous,
        Set<Generation> dropped,
        @Nullable String swap) {

    public Generations {
        dropped = Set.copyOf(dropped);
    }

    static Generations only(Generation live) {
        return new Generations(live, null, null, Set.of(), null);
    }

    /** All that ingest writes to, the live one first. */
    public Set<Generation> written() {
        Set<Generation> written = new LinkedHashSet<>();
        written.add(live);
        Stream.of(building, previous).forEach(other -> {
            if (other != null) {
                written.add(other);
            }
        });
        return written;
    }

    /** The highest number in use or used before. */
    public Generation latest() {
        TreeSet<Generation> all = new TreeSet<>(dropped);
        all.addAll(written());
        return all.last();
    }

    /** With another one being built. Whoever may change this knows that no swap is under way. */
    public Generations building(Generation other) {
        return new Generations(live, other, previous, dropped, null);
    }

    /** While the live one is about to change, or, with null, no more. */
    public Generations swapping(@Nullable String name) {
        return new Generations(live, building, previous, dropped, name);
    }

    /** With the other one live, and the one that was as the previous one. */
    public Generations swapped(Generation other) {
        return new Generations(other, other.equals(building) ? null : building, live, dropped, null);
    }

    /**
     * Without that one, which is not needed.
     *
     * @throws IllegalArgumentException when it is the live one
     */
    public Generations without(Generation unneeded) {
        if (unneeded.equals(live)) {
            throw new IllegalArgumentException("The generation " + live.number() + " is live and cannot be dropped");
        }
        TreeSet<Generation> more = new TreeSet<>(dropped);
        more.add(unneeded);
        return new Generations(
                live,
                unneeded.equals(building) ? null : building,
                unneeded.equals(previous) ? null : previous,
                more,
                null);
    }
}
