package io.launchlog.faults.invariant;

import java.util.Set;

/** I10: compares two generations, document by document. */
public final class RebuildCheck {

    private final Tally tally = new Tally(Invariant.I10);

    /**
     * Tells of documents that one of them does not have.
     *
     * @param live each document with all its content, as far as the log still tells of it
     * @param rebuilt in the same way
     */
    public void compare(Set<String> live, Set<String> rebuilt) {
        live.forEach(document -> tally.check(rebuilt.contains(document), document + " is not in the rebuilt one"));
        rebuilt.forEach(document -> tally.check(live.contains(document), document + " is in the rebuilt one only"));
    }

    /** The rebuild did not come to its end. */
    public void failed(String how) {
        tally.check(false, how);
    }

    public Verdict verdict() {
        return tally.verdict();
    }
}
