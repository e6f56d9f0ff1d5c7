package io.launchlog.faults.proxy;

import java.io.IOException;

/** One request that has come in whole, and what can be done about it. */
interface Call {

    /** Path and query. */
    String target();

    /** What was sent. */
    byte[] body();

    /**
     * Sends it on, with that body, and waits for the whole answer.
     *
     * @throws IOException when Elasticsearch gives none
     */
    Reply forward(byte[] newBody) throws IOException;

    /** Whether it is a bulk. */
    default boolean isBulk() {
        return target().startsWith("/_bulk");
    }
}
