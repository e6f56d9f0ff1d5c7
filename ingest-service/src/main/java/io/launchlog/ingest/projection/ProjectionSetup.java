package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.IndexSettings;
import io.launchlog.model.index.IndexTemplates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the templates and the first indices: those of the current time and of the services. */
@Component
public class ProjectionSetup {

    private final ElasticsearchCalls calls;
    private final IndexNames names;
    private final IndexSettings settings;
    private final Clock clock;

    ProjectionSetup(ElasticsearchCalls calls, IndexNames names, IndexProperties properties, Clock clock) {
        this.calls = calls;
        this.names = names;
        this.settings = properties.settings();
        this.clock = clock;
    }

    /**
     * Makes what is missing and brings the templates up to date; may be called by several instances at once.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it
     */
    public void create() {
        putTemplate(names.eventsTemplate(), IndexTemplates.events(names, settings));
        putTemplate(names.services(), IndexTemplates.services(names, settings));
        createIndex(names.services());
        createIndex(names.eventsAt(clock.millis()));
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
        ElasticsearchCalls.Answer answer = calls.json("PUT", "/" + name, Map.of(), new byte[0]);
        boolean exists = answer.errorType().equals("resource_already_exists_exception");
        if (answer.status() != 200 && !exists) {
            throw new StoreUnavailableException("The index " + name + " was not made: " + answer.describe(), null);
        }
    }
}
