package io.launchlog.query.search;

import io.launchlog.query.error.ApiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What Elasticsearch sends, while it comes. That it breaks off is an {@link ApiException}: an {@link IOException} would
 * be taken for one of the client that is being answered.
 */
final class StoreInput extends FilterInputStream {

    StoreInput(InputStream content) {
        super(content);
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            return super.read(into, offset, length);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    /** Reads what is left, so that the connection can be used again; whether that succeeds matters to nobody. */
    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            // The connection is closed by that, which is all that is left to do.
        }
    }
}
