package io.launchlog.faults.run;

import io.launchlog.faults.invariant.Invariant;
import io.launchlog.faults.invariant.Tally;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.process.QueryApi;
import io.launchlog.model.event.ServiceKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Clients of all projects that ask for what is theirs and what is not, while a run goes on (I9). The API may say that it
 * cannot answer; what it shows belongs to the caller.
 */
final class ApiWatch {

    private static final Duration PERIOD = Duration.ofMillis(50);

    /** To one's own project: it may not be there yet, or Elasticsearch may be away or slow. */
    private static final Set<Integer> ANSWERS = Set.of(200, 404, 429, 503, 504);

    private static final Set<Integer> REFUSALS = Set.of(403);
    private static final int MOST_PAGES = 3;

    private final QueryApi api;
    private final List<ServiceKey> services;
    private final Random random;
    private final Tally tally = new Tally(Invariant.I9);
    private final Watch watch = new Watch("api-watch", PERIOD, this::ask);
    private boolean seen;

    /** @param services whose events tell in their texts whose they are */
    ApiWatch(QueryApi api, List<ServiceKey> services, long seed) {
        this.api = api;
        this.services = List.copyOf(services);
        this.random = new Random(seed);
    }

    void start() {
        watch.start();
    }

    private void ask() throws IOException, InterruptedException {
        ask(any(), any().projectId(), any().projectId());
    }

    private ServiceKey any() {
        return services.get(random.nextInt(services.size()));
    }

    private void ask(ServiceKey service, String caller, String project) throws IOException, InterruptedException {
        String path = "/v1/" + project + "/services";
        QueryApi.Answer listed = api.get(caller, path);
        look(caller.equals(project), listed, caller + " lists the services of " + project);
        for (JsonNode one : listed.body().path("services")) {
            ServiceKey found = new ServiceKey(project, one.path("service_id").asString());
            tally.check(services.contains(found), caller + " is told of " + found.path());
        }
        String what = caller + " asks for the events of " + service.serviceId() + " in " + project;
        QueryApi.Answer events = api.get(
                caller, path + "/" + service.serviceId() + "/events?limit=100&offset=" + random.nextInt(MOST_PAGES));
        look(caller.equals(project), events, what);
        if (events.status() == 200) {
            tally.check(project.equals(service.projectId()), what + " and gets them");
        }
        for (JsonNode event : events.body().path("events")) {
            String text = event.path("event_info").asString();
            seen = true;
            tally.check(text.contains(" of " + caller + "/" + service.serviceId() + " "), what + " and sees: " + text);
        }
    }

    private void look(boolean own, QueryApi.Answer answer, String what) {
        int status = answer.status();
        tally.check((own ? ANSWERS : REFUSALS).contains(status), what + " and is answered " + status);
        tally.check(answer.body().isObject(), what + " and is answered " + status + " without an object of JSON");
    }

    /** When all is there: a run whose every look came too early would prove nothing. */
    void lookAtRest() throws IOException, InterruptedException {
        for (ServiceKey service : services) {
            ask(service, service.projectId(), service.projectId());
        }
    }

    /** @throws IllegalStateException when the watching had ended before it was told to */
    Verdict verdict() {
        watch.requireWhole();
        tally.check(seen, "the API has shown no event at all");
        return tally.verdict();
    }

    /** Ends the watching; {@link #verdict()} may be used by the caller then. */
    void close() throws InterruptedException {
        watch.close();
    }
}
