package io.launchlog.faults.proxy;

import java.util.List;
import java.util.Map;

/** An answer as it is passed on. */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, Map<String, List<String>> headers, byte[] body) {

    Reply {
        headers = Map.copyOf(headers);
    }

    /** An answer of our own that a client takes for one of Elasticsearch. */
    static Reply json(int status, byte[] body) {
        return new Reply(
                status,
                Map.of(
                        "content-type",
                        List.of("application/vnd.elasticsearch+json;compatible-with=9"),
                        "X-elastic-product",
                        List.of("Elasticsearch")),
                body);
    }
}
