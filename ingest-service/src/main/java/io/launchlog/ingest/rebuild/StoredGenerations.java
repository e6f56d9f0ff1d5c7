package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.GenerationStore;
import io.launchlog.ingest.projection.GenerationStore.Version;
import io.launchlog.ingest.projection.Generations;
import io.launchlog.model.index.IndexNames;
import org.springframework.stereotype.Component;

/** Which generations are stored, for an operator's command: what is not there, or was changed meanwhile, ends it. */
@Component
class StoredGenerations {

    private final GenerationStore store;

    StoredGenerations(GenerationStore store) {
        this.store = store;
    }

    /** @throws OperationFailedException when ingest has never run */
    Version version() {
        return store.find()
                .orElseThrow(() -> new OperationFailedException(
                        "Elasticsearch has no " + IndexNames.STATE + "; start ingest, which makes it"));
    }

    /** @throws OperationFailedException when somebody else has changed them since {@code before} */
    Version replace(Version before, Generations after) {
        return store.replace(before, after).orElseThrow(StoredGenerations::changed);
    }

    static OperationFailedException changed() {
        return new OperationFailedException(
                "The generations were changed meanwhile, or ingest has not waited any longer; run this again");
    }
}
