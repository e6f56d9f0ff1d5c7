package io.launchlog.ingest.verify;

import java.nio.ByteBuffer;

/**
 * One event of the log.
 *
 * @param id of its document
 * @param print its fingerprint
 * @param timestamp of the record, epoch milliseconds
 * @param index number of the index that it belongs into
 * @param candidate whether it can be what is stored; not when a dead letter says that it was refused
 * @param lost whether a dead letter says that another event with its identity was there when it came
 * @param due whether ingest has committed it; when not, its document may or may not be there
 * @param inScope whether it is compared at all
 */
record LogEntry(
        Hash128 id,
        Hash128 print,
        long timestamp,
        int partition,
        long offset,
        int index,
        boolean candidate,
        boolean lost,
        boolean due,
        boolean inScope)
        implements Spilled {

    static final int BYTES = 4 * Long.BYTES + 2 * Long.BYTES + 2 * Integer.BYTES + 1;

    private static final int CANDIDATE = 1;
    private static final int DUE = 2;
    private static final int IN_SCOPE = 4;
    private static final int LOST = 8;

    static LogEntry read(ByteBuffer bytes) {
        Hash128 id = new Hash128(bytes.getLong(), bytes.getLong());
        Hash128 print = new Hash128(bytes.getLong(), bytes.getLong());
        long timestamp = bytes.getLong();
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        int index = bytes.getInt();
        int flags = bytes.get();
        return new LogEntry(
                id,
                print,
                timestamp,
                partition,
                offset,
                index,
                (flags & CANDIDATE) != 0,
                (flags & LOST) != 0,
                (flags & DUE) != 0,
                (flags & IN_SCOPE) != 0);
    }

    @Override
    public void write(ByteBuffer bytes) {
        bytes.putLong(id.high()).putLong(id.low()).putLong(print.high()).putLong(print.low());
        bytes.putLong(timestamp).putInt(partition).putLong(offset).putInt(index);
        bytes.put(
                (byte) ((candidate ? CANDIDATE : 0) | (lost ? LOST : 0) | (due ? DUE : 0) | (inScope ? IN_SCOPE : 0)));
    }

    boolean isAt(LogEntry other) {
        return partition == other.partition && offset == other.offset;
    }
}
