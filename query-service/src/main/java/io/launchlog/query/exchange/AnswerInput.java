package io.launchlog.query.exchange;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer. Closed at its end, it leaves the connection for the next request; closed earlier, it closes
 * the connection, instead of reading many megabytes that nobody wants any more.
 */
final class AnswerInput extends FilterInputStream {

    /** What a parser leaves unread behind the last brace. */
    private static final int REST = 1024;

    private final Closeable connection;
    private boolean isClosed;

    /** @param connection closed when the end has not been reached */
    AnswerInput(InputStream content, Closeable connection) {
        super(content);
        this.connection = connection;
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (in.readNBytes(REST).length == REST) {
                connection.close();
            }
        } finally {
            in.close();
        }
    }
}
