package io.launchlog.query.events;

/**
 * From one occur time to another.
 *
 * @param first epoch milliseconds
 * @param last inclusive; not before the first
 */
record Times(long first, long last) {

    Times {
        if (last < first) {
            throw new IllegalArgumentException("Times from " + first + " to " + last + " end before they begin");
        }
    }

    /** How long a part has to be, so that there are at most that many, in milliseconds. */
    long interval(int parts) {
        return Math.ceilDiv(last - first + 1, parts);
    }

    boolean isInstant() {
        return first == last;
    }

    /** What of it is between those times, or its end when there is nothing. */
    Times within(long from, long to) {
        long begin = Math.clamp(from, first, last);
        return new Times(begin, Math.clamp(to, begin, last));
    }
}
