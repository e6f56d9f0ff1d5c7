package io.launchlog.ingest.retention;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How young the events of an index are. */
@Component
class BucketContents {

    private static final byte[] YOUNGEST = """
            {"size": 0, "track_total_hits": true,
             "aggs": {"youngest": {"max": {"field": "%1$s"}}, "timed": {"value_count": {"field": "%1$s"}}}}
            """.formatted(Field.OCCUR_TIME).getBytes(StandardCharsets.UTF_8);

    private final ElasticsearchCalls calls;

    BucketContents(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /** What is known of an index. */
    sealed interface Contents {

        /** It is not there any more. */
        record Gone() implements Contents {}

        record Empty() implements Contents {}

        /** @param youngest the latest occur time, epoch milliseconds */
        record Events(long count, long youngest) implements Contents {}

        /** It cannot be said, and asking again would not help. */
        record Unclear(String why) implements Contents {}
    }

    /**
     * Asks for all events that are stored until now.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell for certain, and may later
     */
    Contents of(String index) {
        ElasticsearchCalls.Answer refreshed = calls.json("POST", "/" + index + "/_refresh", Map.of(), new byte[0]);
        if (refreshed.status() != 200) {
            return failed(index, refreshed);
        }
        ElasticsearchCalls.Answer answer =
                calls.json("POST", "/" + index + "/_search", Map.of("allow_partial_search_results", "false"), YOUNGEST);
        if (answer.status() != 200) {
            return failed(index, answer);
        }
        if (shardsFailed(refreshed) || shardsFailed(answer)) {
            throw new StoreUnavailableException("Not all of " + index + " could be asked", null);
        }
        long count = answer.body().at("/hits/total/value").asLong();
        long timed = answer.body().at("/aggregations/timed/value").asLong();
        JsonNode youngest = answer.body().at("/aggregations/youngest/value");
        if (count == 0) {
            return new Contents.Empty();
        }
        return timed == count && youngest.isNumber()
                ? new Contents.Events(count, (long) youngest.doubleValue())
                : new Contents.Unclear((count - timed) + " of its documents have no time");
    }

    private static boolean shardsFailed(ElasticsearchCalls.Answer answer) {
        return answer.body().at("/_shards/failed").asInt(1) > 0;
    }

    private static Contents failed(String index, ElasticsearchCalls.Answer answer) {
        return switch (answer.status()) {
            case 404 -> new Contents.Gone();
            // Closed, or with a mapping that is not ours.
            case 400 -> new Contents.Unclear("it cannot be asked for its youngest event: " + answer.describe());
            default ->
                throw new StoreUnavailableException(
                        "The youngest event of " + index + " was not told: " + answer.describe(), null);
        };
    }
}
