package io.launchlog.query.services;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.access.Hits;
import io.launchlog.query.answer.JsonAnswer;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.overload.SearchPermits;
import io.launchlog.query.overload.SlowReaders;
import io.launchlog.query.request.ApiPath;
import io.launchlog.query.request.Arrival;
import io.launchlog.query.request.Paging;
import io.launchlog.query.request.QueryString;
import io.launchlog.query.request.RequestProperties;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.search.SearchAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The services of a project and each of them, with which clients resolve a name (contract section 3). */
@Controller
class ServicesController {

    static final String SERVICE_NAME = "service_name";

    private final EventStore store;
    private final SearchPermits permits;
    private final SlowReaders slowReaders;
    private final RequestProperties properties;

    ServicesController(EventStore store, SearchPermits permits, SlowReaders slowReaders, RequestProperties properties) {
        this.store = store;
        this.permits = permits;
        this.slowReaders = slowReaders;
        this.properties = properties;
    }

    @GetMapping("/v1/{project_id}/services")
    void services(HttpServletRequest request, HttpServletResponse response) {
        QueryString query = new QueryString(request.getQueryString());
        ServiceListing listing = new ServiceListing(
                ApiPath.of(request).projectId(),
                query.value(SERVICE_NAME),
                Paging.parse(query, properties.offsetUnit()));
        Deadline deadline = deadline(request);
        ServicePage page;
        try (var _ = permits.take(ApiPath.of(request).projectId(), deadline)) {
            page = listing.read(store, deadline);
        }
        Hits.note(request, page.total());
        ServiceBody.send(new JsonAnswer(request, response, slowReaders::bound), page);
    }

    @GetMapping("/v1/{project_id}/services/{service_id}")
    void service(HttpServletRequest request, HttpServletResponse response) {
        // It takes none, but no request may have more of them than can be looked at.
        new QueryString(request.getQueryString());
        ServiceKey key = ServiceSearch.keyOf(ApiPath.of(request));
        Deadline deadline = deadline(request);
        Service service;
        try (var _ = permits.take(key.projectId(), deadline);
                SearchAnswers answers = store.search(List.of(ServiceSearch.of(key)), "", deadline)) {
            service = answers.next() ? ServiceSearch.read(answers) : null;
        }
        if (service == null) {
            throw new ApiException(ApiError.serviceUnknown(key.serviceId()));
        }
        ServiceBody.send(new JsonAnswer(request, response, slowReaders::bound), service);
    }

    private Deadline deadline(HttpServletRequest request) {
        return Arrival.deadline(request, store.properties().deadline());
    }
}
