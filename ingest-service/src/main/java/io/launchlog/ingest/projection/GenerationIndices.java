package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
     * What ingest writes to and readers see: the open indices of events. A copy that somebody has made of one is none of
     * them: every event that is also in it would be taken for stored, and be read twice.
     *
     * @param events of the generation
     * @param isRead whether readers are led to the generation
     * @param isAnyRead whether readers are led to any generation
     */
    record Layout(List<Index> events, boolean isRead, boolean isAnyRead) {

        /** The names of the indices of events. */
        Set<String> names() {
            return events.stream().map(Index::name).collect(Collectors.toUnmodifiableSet());
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
        List<Index> open = list(names.eventsPattern() + "," + IndexNames.SERVICES + "-*", OPEN);
        List<Index> read = open.stream()
                .filter(index -> index.isBehind(IndexNames.SERVICES))
                .toList();
        return new Layout(
                open.stream()
                        .filter(index -> names.bucketOf(index.name()).isPresent())
                        .toList(),
                read.stream().anyMatch(index -> index.name().equals(names.services())),
                !read.isEmpty());
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
        // Asked for by pattern, because a name that is not there is an error.
        return list(names.services() + "*", ALL).stream()
                .map(Index::name)
                .filter(names.services()::equals)
                .toList();
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
