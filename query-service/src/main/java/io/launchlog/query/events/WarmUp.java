package io.launchlog.query.events;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.QueryString;
import io.launchlog.query.search.EventStore;
import io.launchlog.query.services.ServiceSearch;
import java.io.OutputStream;
import java.util.List;

/**
 * Asks for pages as clients will, and throws the answers away: what a first request of a kind costs more than the
 * second, here and in Elasticsearch, is then not the first client's to wait for. It only reads.
 */
record WarmUp(EventStore store, PageEnds ends) {

    /** Those that are asked about: a service whose events are many is likely to have one of the last. */
    private static final int SERVICES = 2;

    /** Once more, so that what the first round had compiled is used, and where it found its pages. */
    private static final int ROUNDS = 2;

    private static final List<EventQuery> WITHIN_THE_WINDOW =
            List.of(query("limit=1000"), query("limit=100&event_info=image pulling"));

    /** Behind the first event is deep when the window is nothing: however few events there are. */
    private static final List<EventQuery> BEHIND_THE_WINDOW =
            List.of(query("offset=1&limit=1000"), query("offset=1&limit=1000&sort_by=event_type"));

    /**
     * Asks everything some times.
     *
     * @param deadline no request begins behind it
     * @return about how many services; 0 when there is none yet
     * @throws io.launchlog.query.error.ApiException when Elasticsearch fails
     */
    int run(Deadline deadline) {
        List<ServiceKey> services = ServiceSearch.latest(store, SERVICES);
        for (int round = 0; round < ROUNDS; round++) {
            for (ServiceKey service : services) {
                for (EventQuery query : WITHIN_THE_WINDOW) {
                    if (!deadline.isOver()) {
                        new FirstPages(store, ends)
                                .answer(
                                        new EventSearch(service, query),
                                        store.deadline(),
                                        _ -> OutputStream.nullOutputStream());
                    }
                }
                for (EventQuery query : BEHIND_THE_WINDOW) {
                    if (!deadline.isOver()) {
                        new DeepPages(store, 0)
                                .answer(
                                        new EventSearch(service, query),
                                        store.deadline(),
                                        _ -> OutputStream.nullOutputStream());
                    }
                }
            }
        }
        return services.size();
    }

    private static EventQuery query(String parameters) {
        return EventQuery.parse(new QueryString(parameters.replace(' ', '+')), OffsetUnit.RECORD);
    }
}
