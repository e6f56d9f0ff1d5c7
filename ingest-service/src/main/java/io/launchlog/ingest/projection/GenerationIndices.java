package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The indices that a generation has. */
@Component
public class GenerationIndices {

    private static final String OPEN = "open";
    private static final String ALL = "open,closed";

    private final ElasticsearchCalls calls;

    GenerationIndices(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * An index.
     *
     * @param aliases that lead to it
     */
    record Index(String name, List<String> aliases) {

        boolean isBehind(String alias) {
            return aliases.contains(alias);
        }
    }

    /**
     * What ingest writes to and readers see: the open indices of events and that of services. A copy that somebody has
     * made of one is none of them: every event that is also in it would be taken for stored, and be read twice.
     */
    record Layout(List<Index> events, List<Index> services) {

        /** Whether readers are led to this generation. */
        boolean isRead() {
            return services.stream().anyMatch(index -> index.isBehind(IndexNames.SERVICES));
        }

        /** The indices of events that readers are not led to. */
        List<String> unread() {
            return events.stream()
                    .filter(index -> !index.isBehind(IndexNames.EVENTS))
                    .map(Index::name)
                    .toList();
        }
    }

    /**
     * What is written to and read, in one request.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    Layout layout(IndexNames names) {
        List<Index> open = list(names.eventsPattern() + "," + servicesPattern(names), OPEN);
        return new Layout(
                open.stream()
                        .filter(index -> names.bucketOf(index.name()).isPresent())
                        .toList(),
                open.stream()
                        .filter(index -> index.name().equals(names.services()))
                        .toList());
    }

    /**
     * All of events, open or closed, copies too.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public List<String> events(IndexNames names) {
        return list(names.eventsPattern(), ALL).stream().map(Index::name).toList();
    }

    /**
     * That of services, open or closed, or none.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public List<String> services(IndexNames names) {
        return list(servicesPattern(names), ALL).stream()
                .map(Index::name)
                .filter(names.services()::equals)
                .toList();
    }

    /** Asked for by pattern, because a name that is not there is an error. */
    private static String servicesPattern(IndexNames names) {
        return names.services() + "*";
    }

    private List<Index> list(String pattern, String states) {
        Answer answer = calls.json(
                "GET",
                "/_resolve/index/" + pattern,
                Map.of("expand_wildcards", states, "filter_path", "error,indices.name,indices.aliases"),
                new byte[0]);
        if (answer.status() != 200) {
            throw new StoreUnavailableException(
                    "The indices " + pattern + " were not listed: " + answer.describe(), null);
        }
        List<Index> found = new ArrayList<>();
        for (JsonNode index : answer.body().path("indices")) {
            Stream<JsonNode> aliases = index.path("aliases").valueStream();
            found.add(new Index(
                    index.path("name").asString(),
                    aliases.map(JsonNode::asString).toList()));
        }
        return found;
    }
}
