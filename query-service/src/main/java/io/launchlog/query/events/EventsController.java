package io.launchlog.query.events;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.access.Hits;
import io.launchlog.query.answer.JsonAnswer;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.overload.SearchPermits;
import io.launchlog.query.overload.SlowReaders;
import io.launchlog.query.request.ApiPath;
import io.launchlog.query.request.Arrival;
import io.launchlog.query.request.QueryString;
import io.launchlog.query.request.RequestProperties;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.services.ServiceSearch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The events of a service, as the reference has it. */
@Controller
class EventsController {

    private final EventStore store;
    private final SearchPermits permits;
    private final SlowReaders slowReaders;
    private final RequestProperties properties;
    private final PageEnds ends;

    EventsController(
            EventStore store,
            SearchPermits permits,
            SlowReaders slowReaders,
            RequestProperties properties,
            PageEnds ends) {
        this.store = store;
        this.ends = ends;
        this.permits = permits;
        this.slowReaders = slowReaders;
        this.properties = properties;
    }

    @GetMapping("/v1/{project_id}/services/{service_id}/events")
    void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
        EventQuery query = EventQuery.parse(new QueryString(request.getQueryString()), properties.offsetUnit());
        ServiceKey service = ServiceSearch.keyOf(ApiPath.of(request));
        EventSearch search = new EventSearch(service, query);
        JsonAnswer answer = new JsonAnswer(request, response, slowReaders::bound);
        PageOutput output = total -> {
            Hits.note(request, total);
            return answer;
        };
        Deadline deadline = Arrival.deadline(request, store.properties().deadline());
        try (var _ = permits.take(service.projectId(), deadline)) {
            if (query.paging().isWithin(store.resultWindow())) {
                new FirstPages(store, ends).answer(search, deadline, output);
            } else {
                new DeepPages(store, store.resultWindow()).answer(search, deadline, output);
            }
        }
        // What was kept back is sent without the permit.
        answer.close();
    }
}
