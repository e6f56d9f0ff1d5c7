package io.launchlog.ingest.projection;

import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.IndexNames;
import java.util.List;
import org.springframework.stereotype.Component;

/** The indices that a generation has, open or closed. */
@Component
public class GenerationIndices {

    private static final String ALL = "open,closed";

    private final ElasticsearchCalls calls;

    GenerationIndices(ElasticsearchCalls calls) {
        this.calls = calls;
    }

    /**
     * Those of events.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public List<String> events(IndexNames names) {
        return calls.indices(names.eventsPattern(), ALL);
    }

    /**
     * That of services, or none.
     *
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    public List<String> services(IndexNames names) {
        // Asked by pattern, because a name that is not there is an error.
        return calls.indices(names.services() + "*", ALL).stream()
                .filter(names.services()::equals)
                .toList();
    }
}
