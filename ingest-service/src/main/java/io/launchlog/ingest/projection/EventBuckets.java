package io.launchlog.ingest.projection;

import io.launchlog.ingest.projection.GenerationIndices.Layout;
import io.launchlog.ingest.store.Buckets;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.IndexNames;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes indices of events before they are written to, with the template in place, and leads readers to them when their
 * shards have started. An alias that somebody has deleted, or the index of services that is read, is back with the next
 * event; a template with the next index.
 */
@Component
public class EventBuckets {

    private final GenerationIndices indices;
    private final ReadAliases aliases;
    private final ProjectionSetup projection;

    EventBuckets(GenerationIndices indices, ReadAliases aliases, ProjectionSetup projection) {
        this.indices = indices;
        this.aliases = aliases;
        this.projection = projection;
    }

    /**
     * Sees to it that the documents can be stored, and read where the generation is; one small request when there is
     * nothing to do. May be called by several instances at once.
     *
     * @return which indices the generation has
     * @throws StoreUnavailableException when Elasticsearch did not tell or did not do it
     */
    public Buckets toWrite(IndexNames names, List<EventDocument> documents) {
        Layout layout = indices.layout(names);
        Set<String> open = layout.names();
        Set<String> missing = documents.stream()
                .map(document -> names.eventsAt(document.event().occurTime()))
                .filter(bucket -> !open.contains(bucket))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.forEach(bucket -> projection.createBucket(names, bucket));
        // Where one was made, readers may have been led to the generation meanwhile.
        Layout now = missing.isEmpty() ? layout : indices.layout(names);
        boolean lead = now.isRead() && !now.unread().isEmpty();
        if (!now.isAnyRead()) {
            var _ = projection.create();
        } else if (lead) {
            aliases.complete(names);
        }
        if (!now.isRead()) {
            // Else leading readers there has waited; what is asked for in an index that has not started is refused.
            missing.stream().filter(now.names()::contains).forEach(aliases::awaitStart);
        }
        // To lead readers takes a while, in which other instances make indices too.
        return new Buckets(names, (lead ? indices.layout(names) : now).names());
    }
}
