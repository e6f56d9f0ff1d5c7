package io.launchlog.ingest.projection;

import io.launchlog.ingest.operations.Prepared;
import io.launchlog.ingest.operations.Prepared.State;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes the projection as ingest does at its start, and tells what was done. */
@Component
public class ProjectionPreparation {

    private final ElasticsearchCalls calls;
    private final ProjectionSetup projection;
    private final IndexDifferences differences;
    private final IndexProperties properties;
    private final Clock clock;

    ProjectionPreparation(
            ElasticsearchCalls calls,
            ProjectionSetup projection,
            IndexDifferences differences,
            IndexProperties properties,
            Clock clock) {
        this.calls = calls;
        this.projection = projection;
        this.differences = differences;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Makes what is missing and brings the templates up to date; of indices of events, tells of that of the current time.
     *
     * @throws StoreUnavailableException when Elasticsearch did not do it or did not tell
     */
    public List<Prepared> prepare() {
        ProjectionLook before = ProjectionLook.at(calls);
        Generations generations = projection.create();
        ProjectionLook after = ProjectionLook.at(calls);
        Generation read = projection.read();
        List<Prepared> prepared = new ArrayList<>();
        prepared.add(index(IndexNames.STATE, before, List.of()));
        for (Generation generation : generations.written()) {
            IndexNames names = properties.names(generation);
            String bucket = names.eventsAt(clock.millis());
            prepared.add(template(names.services(), before, after));
            prepared.add(template(names.eventsTemplate(), before, after));
            prepared.add(index(names.services(), before, differences.of(names.services())));
            prepared.add(index(bucket, before, differences.of(bucket)));
        }
        for (String alias : List.of(IndexNames.SERVICES, IndexNames.EVENTS)) {
            prepared.add(new Prepared(
                    "alias " + alias,
                    state(alias, before.aliases()),
                    "leads to generation " + read.number(),
                    List.of()));
        }
        return prepared;
    }

    private static Prepared index(String name, ProjectionLook before, List<String> differences) {
        return new Prepared("index " + name, state(name, before.indices()), "", differences);
    }

    private static Prepared template(String name, ProjectionLook before, ProjectionLook after) {
        State state = state(name, before.templates().keySet());
        boolean isChanged = state == State.FOUND
                && !Objects.equals(
                        before.templates().get(name), after.templates().get(name));
        return new Prepared("index template " + name, isChanged ? State.UPDATED : state, "", List.of());
    }

    private static State state(String name, Set<String> before) {
        return before.contains(name) ? State.FOUND : State.MADE;
    }
}
