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

    private final Passage passage;

    /** @param passage is told when it breaks off */
    StoreInput(InputStream content, Passage passage) {
        super(content);
        this.passage = passage;
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw passage.failed(StoreFailure.of(e));
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw passage.failed(StoreFailure.of(e));
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
