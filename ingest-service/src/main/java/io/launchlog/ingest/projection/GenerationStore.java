package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one document that says which generations there are. Everybody reads it in real time, in front of every batch, so
 * that what is written there holds for every batch that is begun afterwards.
 */
@Component
public class GenerationStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DOCUMENT = "projection";

    private static final byte[] INDEX = """
            {"settings": {"index": {"hidden": true, "number_of_shards": 1, "auto_expand_replicas": "0-1"}},
             "mappings": {"dynamic": false}}
            """.getBytes(StandardCharsets.UTF_8);

    private final ElasticsearchCalls calls;
    private final ReadAliases aliases;

    GenerationStore(ElasticsearchCalls calls, ReadAliases aliases) {
        this.calls = calls;
        this.aliases = aliases;
    }

    /** What is stored, with the version that a change of it replaces. */
    public record Version(Generations generations, long sequenceNumber, long primaryTerm) {}

    /**
     * What is stored; empty before ingest has begun for the first time, or when Elasticsearch has lost it.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public Optional<Version> find() {
        Answer answer = calls.json("GET", path("_doc"), Map.of(), new byte[0]);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        require(answer, 200, "were not told");
        return Optional.of(new Version(
                read(answer.body().path("_source")),
                answer.body().path("_seq_no").asLong(),
                answer.body().path("_primary_term").asLong()));
    }

    /**
     * Changes what is stored.
     *
     * @param before what it replaces
     * @return the new version; empty when somebody else has changed it since {@code before}
     * @throws StoreUnavailableException when Elasticsearch does not say that it did
     */
    public Optional<Version> replace(Version before, Generations after) {
        Answer answer = calls.json(
                "PUT",
                path("_doc"),
                Map.of(
                        "if_seq_no", Long.toString(before.sequenceNumber()),
                        "if_primary_term", Long.toString(before.primaryTerm())),
                write(after));
        if (answer.status() == 409) {
            return Optional.empty();
        }
        require(answer, 200, "were not changed");
        return Optional.of(new Version(
                after,
                answer.body().path("_seq_no").asLong(),
                answer.body().path("_primary_term").asLong()));
    }

    /**
     * Makes the document when it is missing: the generation that readers' alias leads to is the live one, or the first
     * one when there is none yet. May be called by several instances at once.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it, or when several generations are read
     */
    void create() {
        Answer index = calls.json("PUT", "/" + IndexNames.STATE, Map.of(), INDEX);
        if (!index.errorType().equals("resource_already_exists_exception")) {
            require(index, 200, "have no index");
        }
        Generation live = aliases.target().orElse(Generation.FIRST);
        Answer answer = calls.json("PUT", path("_create"), Map.of(), write(Generations.only(live)));
        if (answer.status() != 409) {
            require(answer, 201, "were not stored");
        }
    }

    private static String path(String action) {
        return "/" + IndexNames.STATE + "/" + action + "/" + DOCUMENT;
    }

    private static void require(Answer answer, int status, String otherwise) {
        if (answer.status() != status) {
            throw new StoreUnavailableException("The generations " + otherwise + ": " + answer.describe(), null);
        }
    }

    private static byte[] write(Generations generations) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("live", generations.live().number());
        source.put("building", number(generations.building()));
        source.put("previous", number(generations.previous()));
        source.put(
                "dropped",
                generations.dropped().stream().map(Generation::number).sorted().toList());
        source.put("swap", generations.swap());
        return JSON.writeValueAsBytes(source);
    }

    private static @Nullable Integer number(@Nullable Generation generation) {
        return generation == null ? null : generation.number();
    }

    private static Generations read(JsonNode source) {
        TreeSet<Generation> dropped = new TreeSet<>();
        source.path("dropped").forEach(number -> dropped.add(new Generation(number.asInt())));
        return new Generations(
                new Generation(source.path("live").asInt()),
                generation(source.path("building")),
                generation(source.path("previous")),
                dropped,
                source.path("swap").asStringOpt().orElse(null));
    }

    private static @Nullable Generation generation(JsonNode number) {
        return number.isInt() ? new Generation(number.asInt()) : null;
    }
}
