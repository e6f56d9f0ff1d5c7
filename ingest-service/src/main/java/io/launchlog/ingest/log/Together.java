package io.launchlog.ingest.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Hands on together what comes one by one: as many as are worth a request, and fewer when they are large, because a few
 * hundred of the largest records fill a small heap.
 */
public final class Together<T> {

    private static final long MAXIMUM_BYTES = 4L * 1024 * 1024;

    private final int maximum;
    private final Consumer<List<T>> handler;
    private final List<T> waiting = new ArrayList<>();
    private long bytes;

    /**
     * @param maximum how many at most
     * @param handler gets a list of its own each time, never an empty one
     */
    public Together(int maximum, Consumer<List<T>> handler) {
        this.maximum = maximum;
        this.handler = handler;
    }

    /** Hands on all that wait, this one among them, when it is enough. */
    public void add(T one, long size) {
        waiting.add(one);
        bytes += size;
        if (waiting.size() >= maximum || bytes >= MAXIMUM_BYTES) {
            handOn();
        }
    }

    /** Hands on what waits. */
    public void handOn() {
        if (waiting.isEmpty()) {
            return;
        }
        List<T> together = List.copyOf(waiting);
        waiting.clear();
        bytes = 0;
        handler.accept(together);
    }

    /** The size of a record, consumed or to be produced. */
    public static long sizeOf(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
