package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.IndexSettings;
import io.launchlog.model.index.IndexTemplates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the templates and the first indices: those of the current time and of the services. */
@Component
public class ProjectionSetup {

    private final ElasticsearchCalls calls;
    private final GenerationStore store;
    private final ReadAliases aliases;
    private final IndexProperties properties;
    private final IndexSettings settings;
    private final Clock clock;

    ProjectionSetup(
            ElasticsearchCalls calls,
            GenerationStore store,
            ReadAliases aliases,
            IndexProperties properties,
            Clock clock) {
        this.calls = calls;
        this.store = store;
        this.aliases = aliases;
        this.properties = properties;
        this.settings = properties.settings();
        this.clock = clock;
    }

    /**
     * Makes what is missing and brings the templates up to date; may be called by several instances at once. Which
     * generation is read, the aliases say: where a swap was cut off, they may be ahead of what is stored.
     *
     * @return which generations there are
     * @throws StoreUnavailableException when Elasticsearch did not do it
     */
    public Generations create() {
        store.create();
        while (true) {
            Generations generations = stored();
            Optional<Generation> target = aliases.target();
            Generation read = target.orElse(generations.live());
            generations.written().forEach(generation -> create(properties.names(generation)));
            aliases.put(
                    properties.names(read),
                    target.isPresent(),
                    generations.written().stream()
                            .filter(generation -> !generation.equals(read))
                            .map(properties::names)
                            .toList());
            if (stored().equals(generations) && aliases.target().equals(Optional.of(read))) {
                return generations;
            }
            // A swap came between.
        }
    }

    /**
     * The generation that is read; where no alias says so, the one that is live and will be read.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public Generation read() {
        return aliases.target()
                .or(() -> store.find().map(version -> version.generations().live()))
                .orElse(Generation.FIRST);
    }

    /**
     * Which generations there are, as of now; makes them when Elasticsearch has lost all.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public Generations current() {
        Optional<GenerationStore.Version> version = store.find();
        return version.isPresent() ? version.get().generations() : create();
    }

    /**
     * Ends a swap that somebody has begun and does not bring to its end; the generation that is read stays.
     *
     * @param swap its name
     * @throws StoreUnavailableException when Elasticsearch did not do it
     */
    public void abandon(String swap) {
        create();
        store.find()
                .filter(version -> swap.equals(version.generations().swap()))
                .ifPresent(version -> {
                    var _ = store.replace(version, version.generations().swapping(null));
                });
    }

    /**
     * Makes the templates and the first indices of a generation; no alias leads to them.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it
     */
    public void create(IndexNames names) {
        putTemplate(names.services(), IndexTemplates.services(names, settings));
        createIndex(names.services());
        createBucket(names, names.eventsAt(clock.millis()));
    }

    /** Makes an index of events that is missing, and its template; no alias leads to it. */
    void createBucket(IndexNames names, String bucket) {
        putTemplate(names.eventsTemplate(), IndexTemplates.events(names, settings));
        createIndex(bucket);
    }

    private Generations stored() {
        return store.find()
                .orElseThrow(() -> new StoreUnavailableException("The generations are gone again", null))
                .generations();
    }

    private void putTemplate(String name, String body) {
        ElasticsearchCalls.Answer answer =
                calls.json("PUT", "/_index_template/" + name, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new StoreUnavailableException(
                    "The index template " + name + " was not made: " + answer.describe(), null);
        }
    }

    private void createIndex(String name) {
        // Who writes to it or leads readers to it waits for its shards, and no longer than a consumer may.
        ElasticsearchCalls.Answer answer =
                calls.json("PUT", "/" + name, Map.of("wait_for_active_shards", "0"), new byte[0]);
        boolean exists = answer.errorType().equals("resource_already_exists_exception");
        if (answer.status() != 200 && !exists) {
            throw new StoreUnavailableException("The index " + name + " was not made: " + answer.describe(), null);
        }
    }
}
