package io.launchlog.faults.run;

import io.launchlog.faults.invariant.OrderCheck;
import io.launchlog.faults.invariant.OrderCheck.Seen;
import io.launchlog.faults.process.QueryApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Pages through all events of every service, as a client of the API does (I6). */
record Walk(QueryApi api, OrderCheck check) {

    private static final int LARGE = 1_000;

    /** No divisor of anything, so that pages end where they like. */
    private static final int ODD = 97;

    /** From the newest in large pages, and from the oldest in small ones. */
    void run() throws IOException, InterruptedException {
        for (String service : check.services()) {
            run(service, true, LARGE);
            run(service, false, ODD);
        }
    }

    private void run(String service, boolean descending, int limit) throws IOException, InterruptedException {
        String project = service.substring(0, service.indexOf('/'));
        String path = "/v1/" + service.replace("/", "/services/") + "/events?limit=" + limit + "&order="
                + (descending ? "desc" : "asc") + "&offset=";
        List<Seen> seen = new ArrayList<>();
        long total = 0;
        // One that repeats itself would go on for ever.
        int most = check.expected(service) / limit + 2;
        for (int page = 0, count = limit; count == limit && page < most; page++) {
            QueryApi.Answer answer = api.get(project, path + page);
            if (answer.status() != 200) {
                check.failed(path + page + " is answered " + answer.status() + " " + answer.body());
                return;
            }
            count = answer.body().path("count").asInt();
            total = answer.body().path("total_count").asLong();
            for (JsonNode event : answer.body().path("events")) {
                seen.add(new Seen(
                        event.path("occur_time").asLong(),
                        event.path("event_info").asString()));
            }
        }
        check.walked(service, descending, total, seen);
    }
}
