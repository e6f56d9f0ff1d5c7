package io.launchlog.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Answers as Elasticsearch 9 gave them. */
class BulkAnswerTest {

    @Test
    void readsEveryItemInItsOrder() throws Exception {
        BulkAnswer answer = read(200, """
                {"errors":false,"items":[
                 {"create":{"_seq_no":7,"_primary_term":2,"status":201}},
                 {"create":{"status":409,"error":{"type":"version_conflict_engine_exception",
                  "reason":"[a]: version conflict, document already exists (current version [1])",
                  "index_uuid":"x","shard":"0","index":"i"}}},
                 {"index":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"rejected",
                  "caused_by":{"type":"other","reason":"deeper"}}}}]}
                """);

        assertThat(answer.items())
                .containsExactly(
                        new BulkItem(201, "", "", 7, 2),
                        new BulkItem(
                                409,
                                "version_conflict_engine_exception",
                                "[a]: version conflict, document already exists (current version [1])",
                                -1,
                                -1),
                        new BulkItem(429, "es_rejected_execution_exception", "rejected", -1, -1));
    }

    @Test
    void hasNoItemsWhenTheWholeRequestFailedAndSaysWhy() throws Exception {
        BulkAnswer answer = read(429, "{\"error\":{\"type\":\"es_rejected_execution_exception\"},\"status\":429}");

        assertThat(answer.items()).isEmpty();
        assertThat(answer.failure()).contains("429", "es_rejected_execution_exception");
    }

    @Test
    void hasNoItemsWhenTheAnswerIsAnother() throws Exception {
        assertThat(read(200, "{}").items()).isEmpty();
        assertThat(read(200, "[]").items()).isEmpty();
        assertThat(read(200, "{\"took\":3}").items()).isEmpty();
    }

    private static BulkAnswer read(int status, String body) throws IOException {
        return BulkAnswer.read(status, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
