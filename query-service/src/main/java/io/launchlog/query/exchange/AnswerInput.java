package io.launchlog.query.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;

/**
 * The body of an answer. Closed at its end, it leaves the connection for the next request; closed earlier, it closes
 * the connection, instead of reading many megabytes that nobody wants any more. Only the time in which it waits for the
 * node counts against the deadline, not that in which a slow client of ours is written to.
 */
final class AnswerInput extends FilterInputStream {

    /** What a parser leaves unread behind the last brace. */
    private static final int REST = 1024;

    private final ModalCloseable connection;
    private long nanosLeft;
    private boolean isBroken;
    private boolean isClosed;

    /**
     * @param nanosLeft how long the node may let us wait
     * @param connection closed when the end has not been reached
     */
    AnswerInput(InputStream content, long nanosLeft, ModalCloseable connection) {
        super(content);
        this.nanosLeft = nanosLeft;
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long begin = System.nanoTime();
        try {
            if (nanosLeft <= 0) {
                throw new SocketTimeoutException("No time is left to read what Elasticsearch answers");
            }
            return in.read(into, offset, length);
        } catch (IOException e) {
            isBroken = true;
            throw e;
        } finally {
            nanosLeft -= System.nanoTime() - begin;
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (isBroken || in.readNBytes(REST).length == REST) {
            connection.close(CloseMode.IMMEDIATE);
        } else {
            in.close();
        }
    }
}
