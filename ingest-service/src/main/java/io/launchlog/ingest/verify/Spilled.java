package io.launchlog.ingest.verify;

import java.nio.ByteBuffer;

/** What is kept on disk until its part is compared; it takes a fixed number of bytes. */
interface Spilled {

    /** Decides the part. */
    Hash128 id();

    void write(ByteBuffer bytes);
}
