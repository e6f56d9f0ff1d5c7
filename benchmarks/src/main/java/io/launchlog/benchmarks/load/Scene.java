package io.launchlog.benchmarks.load;

import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.benchmarks.process.QueryProcess;
import io.launchlog.benchmarks.process.SearchProcess;
import io.launchlog.benchmarks.store.Fill;
import io.launchlog.benchmarks.store.SearchNode;
import io.launchlog.model.event.ServiceKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A filled index, and one query service in front of it.
 *
 * @param projects in the order of their tokens
 */
public record Scene(SearchProcess elasticsearch, QueryProcess query, List<Project> projects) implements AutoCloseable {

    public Scene {
        projects = List.copyOf(projects);
    }

    /**
     * Starts and fills.
     *
     * @param progress told one line now and then
     */
    public static Scene start(SceneSettings settings, Clock clock, Consumer<String> progress) {
        List<MeasuredService> services =
                MeasuredService.of(settings.services() * settings.tokens().size(), settings.services());
        progress.accept("Starting Elasticsearch");
        SearchProcess elasticsearch = SearchProcess.start(settings.searchHeap(), settings.directory());
        try (SearchNode node = new SearchNode(elasticsearch.httpAddress())) {
            progress.accept(
                    "Filling the index with %,d events of %,d services".formatted(settings.events(), services.size()));
            new Fill(node).fill(services, settings.events(), 0, settings.seed(), clock.millis());
            progress.accept("Starting the query service");
            List<Project> projects = projects(settings, services);
            QueryProcess query = QueryProcess.start(
                    elasticsearch.httpAddress(),
                    projects.stream().collect(Collectors.toMap(Project::token, Project::id)),
                    settings.serviceJvm(),
                    settings.directory());
            return new Scene(elasticsearch, query, projects);
        } catch (RuntimeException e) {
            elasticsearch.close();
            throw e;
        }
    }

    private static List<Project> projects(SceneSettings settings, List<MeasuredService> services) {
        List<ServiceKey> keys = services.stream().map(MeasuredService::key).toList();
        List<Project> projects = new ArrayList<>();
        for (String token : settings.tokens()) {
            int first = projects.size() * settings.services();
            projects.add(new Project(token, keys.subList(first, first + settings.services())));
        }
        return projects;
    }

    @Override
    public void close() {
        try (elasticsearch) {
            query.close();
        }
    }
}
