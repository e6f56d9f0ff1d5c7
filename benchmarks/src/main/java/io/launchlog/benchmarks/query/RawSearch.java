package io.launchlog.benchmarks.query;

import io.launchlog.benchmarks.store.HttpCalls;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.IndexNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * The raw side: the {@code _search} that finds the same events, in the same total order and with the exact total, as
 * somebody would send it who knows the index. Written down here and not taken from query-service, so that a query of
 * ours that does too much shows in the ratio; {@link SameAnswers} checks that both answer the same.
 */
record RawSearch(HttpCalls calls) implements Endpoint {

    @Override
    public ClassicHttpRequest request(QueryCase query, ServiceKey service) {
        return ClassicRequestBuilder.post("/" + IndexNames.EVENTS + "/_search?routing="
                        + URLEncoder.encode(service.path(), StandardCharsets.UTF_8))
                .setEntity(body(query, service), ContentType.APPLICATION_JSON)
                .build();
    }

    private static String body(QueryCase query, ServiceKey service) {
        List<String> filters = new ArrayList<>();
        filters.add("{\"term\":{\"project_id\":\"" + service.projectId() + "\"}}");
        filters.add("{\"term\":{\"service_id\":\"" + service.serviceId() + "\"}}");
        for (int i = 0; i < query.words().size(); i++) {
            filters.add(word(query.words().get(i), i == query.words().size() - 1));
        }
        return """
                {"size":%d,"track_total_hits":true,"_source":["event_type","event_info","occur_time"],\
                "query":{"bool":{"filter":[%s]}},\
                "sort":[{"occur_time":"desc"},{"sequence":{"order":"desc","missing":0}},{"tie_breaker":"desc"}]}""".formatted(query.page(), String.join(",", filters));
    }

    /** A word of letters, its inflections and as part of a compound; the last one may be unfinished (contract §4). */
    private static String word(String word, boolean last) {
        String unfinished = """
                ,{"prefix":{"event_info":"%1$s"}},{"prefix":{"event_info.inner_words":"%1$s"}}""".formatted(word);
        return """
                {"bool":{"should":[{"match":{"event_info":"%1$s"}},{"match":{"event_info.inner_words":"%1$s"}}%2$s]}}""".formatted(word, last ? unfinished : "");
    }
}
