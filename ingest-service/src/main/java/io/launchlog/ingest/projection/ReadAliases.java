package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** To which generation the aliases lead that readers use. */
@Component
public class ReadAliases {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LONGEST_START = "10s";

    private final ElasticsearchCalls calls;
    private final GenerationIndices indices;

    ReadAliases(ElasticsearchCalls calls, GenerationIndices indices) {
        this.calls = calls;
        this.indices = indices;
    }

    /**
     * The generation that is read; empty when nothing is yet.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell, or when several are read
     */
    public Optional<Generation> target() {
        Answer answer = calls.json("GET", "/_alias/" + IndexNames.SERVICES, Map.of(), new byte[0]);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        require(answer, "were not told");
        List<Generation> read = answer.body().propertyNames().stream()
                .flatMap(name -> IndexNames.generationOfServices(name).stream())
                .toList();
        if (read.size() > 1) {
            throw new StoreUnavailableException(
                    "The alias " + IndexNames.SERVICES + " leads to "
                            + answer.body().propertyNames()
                            + "; it has to lead to one generation. Take it from the others by hand",
                    null);
        }
        return read.stream().findFirst();
    }

    /**
     * Lets both aliases lead to another generation, in one request; doing it again changes nothing.
     *
     * @param to has an index of services
     * @throws StoreUnavailableException when Elasticsearch did not do it
     */
    public void move(IndexNames from, IndexNames to) {
        List<Object> actions = new ArrayList<>();
        indices.events(from).forEach(index -> actions.add(remove(index, IndexNames.EVENTS, false)));
        indices.services(from).forEach(index -> actions.add(remove(index, IndexNames.SERVICES, false)));
        addAll(actions, to);
        apply(actions);
    }

    /**
     * Lets both aliases lead to all indices that the generation has by now, unless another one is read meanwhile.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it, or an index has not started
     */
    void complete(IndexNames names) {
        indices.layout(names).unread().forEach(this::awaitStart);
        List<Object> actions = new ArrayList<>();
        // Refused as a whole when the alias has moved away, which nobody else could tell us in the same moment.
        actions.add(remove(names.services(), IndexNames.SERVICES, true));
        addAll(actions, names);
        apply(actions);
    }

    /**
     * The same where no generation is read yet.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it, or an index has not started
     */
    void begin(IndexNames names) {
        indices.layout(names).unread().forEach(this::awaitStart);
        awaitStart(names.services());
        List<Object> actions = new ArrayList<>();
        addAll(actions, names);
        apply(actions);
    }

    private void addAll(List<Object> actions, IndexNames names) {
        indices.layout(names).events().forEach(index -> actions.add(add(index.name(), IndexNames.EVENTS)));
        actions.add(add(names.services(), IndexNames.SERVICES));
    }

    /** A search over an index whose primary shards have not started is refused, whatever else it is over. */
    private void awaitStart(String index) {
        Answer answer = calls.json(
                "GET",
                "/_cluster/health/" + index,
                Map.of("wait_for_status", "yellow", "timeout", LONGEST_START, "filter_path", "error,timed_out"),
                new byte[0]);
        if (answer.status() != 200 || answer.body().path("timed_out").asBoolean(true)) {
            throw new StoreUnavailableException("The index " + index + " has not started: " + answer.describe(), null);
        }
    }

    private static Object add(String index, String alias) {
        return Map.of("add", Map.of("index", index, "alias", alias));
    }

    private static Object remove(String index, String alias, boolean mustExist) {
        return Map.of("remove", Map.of("index", index, "alias", alias, "must_exist", mustExist));
    }

    private void apply(List<Object> actions) {
        require(
                calls.json("POST", "/_aliases", Map.of(), JSON.writeValueAsBytes(Map.of("actions", actions))),
                "were not moved");
    }

    private static void require(Answer answer, String otherwise) {
        if (answer.status() != 200) {
            throw new StoreUnavailableException(
                    "The aliases " + IndexNames.EVENTS + " and " + IndexNames.SERVICES + " " + otherwise + ": "
                            + answer.describe(),
                    null);
        }
    }
}
