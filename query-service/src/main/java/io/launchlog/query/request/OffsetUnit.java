package io.launchlog.query.request;

/** What {@code offset} counts (contract section 3). */
public enum OffsetUnit {
    /** Pages of {@code limit} records: the reference's "start page". */
    PAGE,
    /** Records. */
    RECORD;

    /** How many records to skip; the largest number when it would be larger. */
    long skip(long offset, int limit) {
        return switch (this) {
            case PAGE -> offset > Long.MAX_VALUE / limit ? Long.MAX_VALUE : offset * limit;
            case RECORD -> offset;
        };
    }
}
