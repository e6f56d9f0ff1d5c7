package io.launchlog.ingest.verify;

import java.nio.ByteBuffer;

/**
 * One document of the index.
 *
 * @param print the fingerprint of its content as it is stored, not the stored one; {@link Hash128#NONE} when it is no
 *     event
 * @param occurTime epoch milliseconds; -1 when it has none
 * @param index number of the index that it is in
 * @param sound whether the stored fingerprint and the derived fields fit the content
 * @param routed whether its routing is that of its service
 */
record IndexEntry(Hash128 id, Hash128 print, long occurTime, int index, boolean sound, boolean routed)
        implements Spilled {

    static final int BYTES = 5 * Long.BYTES + Integer.BYTES + 1;

    private static final int SOUND = 1;
    private static final int ROUTED = 2;

    static IndexEntry read(ByteBuffer bytes) {
        Hash128 id = new Hash128(bytes.getLong(), bytes.getLong());
        Hash128 print = new Hash128(bytes.getLong(), bytes.getLong());
        long occurTime = bytes.getLong();
        int index = bytes.getInt();
        int flags = bytes.get();
        return new IndexEntry(id, print, occurTime, index, (flags & SOUND) != 0, (flags & ROUTED) != 0);
    }

    @Override
    public void write(ByteBuffer bytes) {
        bytes.putLong(id.high()).putLong(id.low()).putLong(print.high()).putLong(print.low());
        bytes.putLong(occurTime).putInt(index);
        bytes.put((byte) ((sound ? SOUND : 0) | (routed ? ROUTED : 0)));
    }
}
