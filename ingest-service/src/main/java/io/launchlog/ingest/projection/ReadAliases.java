package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** To which generation the aliases lead that readers use. */
@Component
public class ReadAliases {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);

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
     * The indices of events of a generation that readers are not led to.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public List<String> unread(IndexNames names) {
        return indices.layout(names).unread();
    }

    /**
     * Lets both aliases lead to another generation, in one request; doing it again changes nothing.
     *
     * @param to has an index of services
     * @throws StoreUnavailableException when Elasticsearch did not do it, or an index has not started
     */
    public void move(IndexNames from, IndexNames to) {
        List<Object> actions = removal(from);
        indices.services(from).forEach(index -> actions.add(remove(index, IndexNames.SERVICES, false)));
        actions.addAll(addition(to));
        actions.add(add(to.services(), IndexNames.SERVICES));
        apply(actions);
    }

    /**
     * Lets the alias of events lead to all open indices that the generation has by now, unless another one is read
     * meanwhile.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it, or an index has not started
     */
    void complete(IndexNames read) {
        List<Object> actions = guard(read);
        actions.addAll(addition(read));
        apply(actions);
    }

    /**
     * The same, and takes the alias of events from other generations: a swap that was cut off may have left it there.
     *
     * @param isRead whether the generation is read already; if not, none is
     */
    void put(IndexNames read, boolean isRead, List<IndexNames> others) {
        if (!isRead) {
            awaitStart(read.services());
        }
        List<Object> actions = isRead ? guard(read) : new ArrayList<>();
        others.forEach(other -> actions.addAll(removal(other)));
        actions.addAll(addition(read));
        actions.add(add(read.services(), IndexNames.SERVICES));
        apply(actions);
    }

    /** Has the whole request refused when the alias has moved away, which nobody could tell us in the same moment. */
    private static List<Object> guard(IndexNames read) {
        return new ArrayList<>(
                List.of(remove(read.services(), IndexNames.SERVICES, true), add(read.services(), IndexNames.SERVICES)));
    }

    private List<Object> removal(IndexNames from) {
        List<Object> actions = new ArrayList<>();
        List<String> known = indices.events(from);
        known.forEach(index -> actions.add(remove(index, IndexNames.EVENTS, false)));
        if (!indices.layout(from).events().isEmpty()) {
            // One that is made while we ask; a pattern that nothing matches is an error.
            actions.add(remove(from.eventsPattern(), IndexNames.EVENTS, false));
        }
        return actions;
    }

    private List<Object> addition(IndexNames to) {
        List<Object> actions = new ArrayList<>();
        for (String index : indices.layout(to).unread()) {
            awaitStart(index);
            actions.add(add(index, IndexNames.EVENTS));
        }
        return actions;
    }

    /**
     * Waits until an index can be searched, which being made is not enough for: a search is refused as long as one of
     * its indices cannot.
     *
     * @throws StoreUnavailableException when it cannot after 10 s
     */
    void awaitStart(String index) {
        long start = System.nanoTime();
        while (true) {
            Answer answer = calls.json(
                    "POST",
                    "/" + index + "/_search",
                    Map.of("size", "0", "allow_partial_search_results", "false", "filter_path", "error"),
                    new byte[0]);
            if (answer.status() == 200) {
                return;
            }
            if (answer.status() == 404 || System.nanoTime() - start > LONGEST_START.toNanos()) {
                throw new StoreUnavailableException(
                        "The index " + index + " cannot be searched: " + answer.describe(), null);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted", e);
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
