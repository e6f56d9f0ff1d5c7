package io.launchlog.query.search;

import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What Elasticsearch sends, while it comes. That it breaks off is an {@link ApiException}: an {@link IOException} would
 * be taken for one of the client that is being answered. Waiting for that client does not count against the deadline.
 */
final class StoreInput extends FilterInputStream {

    private long nanosLeft;

    /** @param deadline what is left of it now is how long Elasticsearch may let us wait */
    StoreInput(InputStream content, Deadline deadline) {
        super(content);
        nanosLeft = deadline.remainingNanos();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (nanosLeft <= 0) {
            throw StoreFailure.tooSlow();
        }
        long begin = System.nanoTime();
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        } finally {
            nanosLeft -= System.nanoTime() - begin;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // The connection is closed by that, which is all that is left to do.
        }
    }
}
