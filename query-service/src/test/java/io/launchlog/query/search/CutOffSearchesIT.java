package io.launchlog.query.search;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers see when a search is cut off within Elasticsearch: a node is started anew, an index is dropped. */
class CutOffSearchesIT {

    private static final String EVENTS = "/v1/cut/services/one/events?order=asc";
    private static final String DEEP = EVENTS + "&offset=50&sort_by=event_info";

    private static final String SERVICE = """
            {"hits":{"hits":[{"_source":{"service_id":"one","service_name":"one","first_seen":1,"last_seen":2}}]},\
            "status":200}""";

    private static final String TOTAL = """
            {"took":1,"timed_out":false,"_shards":{"total":1,"successful":1,"skipped":0,"failed":0},\
            "hits":{"total":{"value":100000,"relation":"eq"},"hits":[]}}""";

    /** As Elasticsearch 9 answers; shortened. */
    private static final String VIEW_LOST = """
            {"error":{"root_cause":[{"type":"search_context_missing_exception","reason":"No search context found for id [1]"}],\
            "type":"search_phase_execution_exception","reason":"all shards failed","phase":"query","grouped":true,\
            "failed_shards":[]},"status":404}""";

    private static final String FAILED = """
            {"error":{"root_cause":[%s],"type":"search_phase_execution_exception","reason":"all shards failed",\
            "phase":"query","grouped":true,"failed_shards":[]},"status":400}""";
    private static final String CANCELLED = "{\"type\":\"task_cancelled_exception\",\"reason\":\"by user request\"}";
    private static final String REFUSED = "{\"type\":\"query_shard_exception\",\"reason\":\"failed to create query\"}";

    @Test
    void a_view_that_is_lost_while_it_is_counted_is_4302() {
        assertUnavailable(DEEP, responses(SERVICE), 404, VIEW_LOST, "");
    }

    @Test
    void a_view_that_is_lost_while_a_place_is_looked_for_is_4302() {
        assertUnavailable(DEEP, responses(SERVICE), 200, TOTAL, responses(VIEW_LOST));
    }

    @Test
    void a_search_that_is_cancelled_is_4302() {
        assertUnavailable(EVENTS, responses(SERVICE, FAILED.formatted(CANCELLED)), 200, "", "");
        assertUnavailable(DEEP, responses(SERVICE), 400, FAILED.formatted(CANCELLED), "");
        assertUnavailable(DEEP, responses(SERVICE), 200, TOTAL, responses(FAILED.formatted(CANCELLED)));
    }

    @Test
    void one_that_is_cancelled_because_it_was_wrong_elsewhere_is_our_fault() {
        String both = responses(SERVICE, FAILED.formatted(CANCELLED + "," + REFUSED));
        assertError(get(EVENTS, both, 200, "", ""), 500, "0010", "Internal error.");
    }

    private static void assertUnavailable(String path, String first, int status, String search, String ofView) {
        HttpResponse<String> answer = get(path, first, status, search, ofView);
        assertError(answer, 503, "4302", "The event store cannot be reached.");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /**
     * Asks a service whose node answers like that.
     *
     * @param first to searches over an alias
     * @param search to a search for a few values, with that status
     * @param ofView to searches for a place
     */
    private static HttpResponse<String> get(String path, String first, int status, String search, String ofView) {
        try (FakeNode node = FakeNode.start(exchange -> {
                    String asked = exchange.getRequestURI().toString();
                    if (asked.contains("_pit")) {
                        FakeNode.answer(exchange, 200, "{\"id\":\"view\"}");
                    } else if (asked.contains("_msearch")) {
                        FakeNode.answer(exchange, 200, asked.contains("filter_path") ? ofView : first);
                    } else {
                        FakeNode.answer(exchange, status, search);
                    }
                });
                TestServer server = TestServer.start(node.address(), List.of(), "launchlog.auth.static.t=cut")) {
            return server.get(path, "X-Auth-Token", "t");
        }
    }

    private static String responses(String... answers) {
        return "{\"responses\":[" + String.join(",", answers) + "]}";
    }
}
