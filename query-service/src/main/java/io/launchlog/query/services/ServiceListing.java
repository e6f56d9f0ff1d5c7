package io.launchlog.query.services;

import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.request.Paging;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.Place;
import io.launchlog.query.search.PointInTime;
import io.launchlog.query.search.SearchAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question for the services of a project.
 *
 * @param projectId as in the path
 * @param name the whole latest name; null for all
 * @param paging which part, in the order of names and then ids
 */
record ServiceListing(String projectId, @Nullable String name, Paging paging) {

    ServicePage read(EventStore store, Deadline deadline) {
        return paging.isWithin(store.resultWindow()) ? firstPages(store, deadline) : deepPages(store, deadline);
    }

    private ServicePage firstPages(EventStore store, Deadline deadline) {
        var search = ServiceSearch.of(projectId, name, (int) paging.skip(), paging.size());
        try (SearchAnswers answers = store.search(List.of(search), "", deadline)) {
            return answers.next() ? page(answers.total(), answers) : new ServicePage(0, List.of());
        }
    }

    private ServicePage deepPages(EventStore store, Deadline deadline) {
        String routing = ServiceDocument.routingOf(projectId);
        try (PointInTime view = PointInTime.open(store, IndexNames.SERVICES, routing, deadline)) {
            if (view == null) {
                return new ServicePage(0, List.of());
            }
            var query = ServiceSearch.query(projectId, name);
            long total = view.summarize(query, Map.of()).total();
            if (paging.count(total) == 0) {
                return new ServicePage(total, List.of());
            }
            Place place = view.behind(paging.skip(), paging.size(), total, query, ServiceSearch.byName());
            var page =
                    ServiceSearch.page().query(place.query()).from(place.from()).size(paging.size());
            try (SearchAnswers answers = view.search(page)) {
                answers.next();
                return page(total, answers);
            }
        }
    }

    private static ServicePage page(long total, SearchAnswers answers) {
        List<Service> services = new ArrayList<>();
        for (Service service = ServiceSearch.read(answers); service != null; service = ServiceSearch.read(answers)) {
            services.add(service);
        }
        return new ServicePage(total, services);
    }
}
