package io.launchlog.faults.run;

import io.launchlog.faults.invariant.Invariant;
import io.launchlog.faults.invariant.Tally;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.process.QueryApi;
import io.launchlog.model.event.ServiceKey;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Clients of all projects that ask for what is theirs and what is not, while a run goes on (I9). The API may say that it
 * cannot answer; what it shows belongs to the caller.
 */
final class ApiWatch {

    private static final long BETWEEN_MILLIS = 50;

    /** To one's own project: it may not be there yet, or Elasticsearch may be away or slow. */
    private static final Set<Integer> ANSWERS = Set.of(200, 404, 429, 503, 504);

    private static final Set<Integer> REFUSALS = Set.of(403);
    private static final int MOST_PAGES = 3;

    private final QueryApi api;
    private final List<ServiceKey> services;
    private final Random random;
    private final Tally tally = new Tally(Invariant.I9);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("api-watch").daemon().unstarted(this::watch);
    private volatile @Nullable Exception failure;
    private boolean seen;

    /** @param services whose events tell in their texts whose they are */
    ApiWatch(QueryApi api, List<ServiceKey> services, long seed) {
        this.api = api;
        this.services = List.copyOf(services);
        this.random = new Random(seed);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            do {
                try {
                    ask(any(), any().projectId(), any().projectId());
                } catch (IOException e) {
                    // Broken off in the middle, or no answer in time: nothing was told.
                }
            } while (!stopped.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS));
        } catch (RuntimeException | InterruptedException e) {
            failure = e;
        }
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
    }

    /** @throws IllegalStateException when the watching had ended before it was told to */
    Verdict verdict() {
        if (failure != null) {
            throw new IllegalStateException("The API was not asked to the end: " + failure, failure);
        }
        tally.check(seen, "the API has shown no event at all");
        return tally.verdict();
    }

    /** Ends the watching; {@link #verdict()} may be used by the caller then. */
    void close() throws InterruptedException {
        stopped.countDown();
        thread.join();
    }
}
