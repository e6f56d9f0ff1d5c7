package io.launchlog.ingest.retention;

import io.launchlog.ingest.projection.GenerationIndices;
import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.IndexNames;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Deletes what is there of generations that are dropped. The batch that was under way when one was dropped may make an
 * index of it again, so it is looked for at every check of retention.
 */
@Component
public class DroppedGenerations {

    private final ElasticsearchCalls calls;
    private final GenerationIndices indices;

    DroppedGenerations(ElasticsearchCalls calls, GenerationIndices indices) {
        this.calls = calls;
        this.indices = indices;
    }

    /**
     * Deletes the indices and the templates of one generation.
     *
     * @param names of a generation that is in {@link Generations#dropped()}
     * @throws StoreUnavailableException when Elasticsearch did not do all of it; doing it again is safe
     */
    public void delete(IndexNames names) {
        indices.events(names).forEach(index -> delete("/" + index));
        indices.services(names).forEach(index -> delete("/" + index));
        delete("/_index_template/" + names.eventsTemplate());
        delete("/_index_template/" + names.services());
    }

    private void delete(String path) {
        Answer answer = calls.json("DELETE", path, Map.of(), new byte[0]);
        if (answer.status() != 200 && answer.status() != 404) {
            throw new StoreUnavailableException(path + " was not deleted: " + answer.describe(), null);
        }
    }
}
