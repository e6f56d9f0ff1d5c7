package io.launchlog.query.overload;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds how long clients may take to read an answer: their requests hold threads, and those for large pages permits, which
 * others wait for.
 */
public final class SlowReaders {

    /** Bytes of one write: the time is looked at in between. */
    private static final int PIECE = 8 * 1024;

    private final Duration longest;
    private final LongSupplier nanoTime;

    /**
     * @param longest for all of an answer; positive
     * @param nanoTime {@link System#nanoTime()} or one like it
     */
    SlowReaders(Duration longest, LongSupplier nanoTime) {
        this.longest = longest;
        this.nanoTime = nanoTime;
    }

    /**
     * The way to a client, which breaks when all writing together has taken too long. A single write that gets stuck has
     * the bound of the container ({@code server.tomcat.connection-timeout}).
     */
    public OutputStream bound(OutputStream client) {
        return new BoundedOutput(client);
    }

    private final class BoundedOutput extends FilterOutputStream {

        private long nanosLeft = longest.toNanos();

        BoundedOutput(OutputStream client) {
            super(client);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int written = 0; written < length; written += PIECE) {
                writePiece(bytes, offset + written, Math.min(PIECE, length - written));
            }
        }

        private void writePiece(byte[] bytes, int offset, int length) throws IOException {
            if (nanosLeft <= 0) {
                throw new SocketTimeoutException("The client did not read its answer within " + longest);
            }
            long begin = nanoTime.getAsLong();
            try {
                out.write(bytes, offset, length);
            } finally {
                nanosLeft -= nanoTime.getAsLong() - begin;
            }
        }
    }
}
