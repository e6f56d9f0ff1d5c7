package io.launchlog.faults.fault;

import io.launchlog.faults.events.EventStream;
import io.launchlog.faults.invariant.Invariant;
import io.launchlog.faults.invariant.Tally;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.process.Balancer;
import io.launchlog.faults.process.IngestInstance;
import io.launchlog.faults.process.QueryInstance;
import io.launchlog.model.event.ServiceKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an upgrade does: two instances of ingest and two of the query service are told to end and started anew, one after
 * the other, each when requests go to the last one, while events come steadily and callers ask. It is no fault: not one
 * request may fail.
 */
final class RollingRestart implements Fault {

    /** Records a second: most of the machine's work is to start JVMs meanwhile. */
    private static final int RATE = 100;

    private static final Duration GRACE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Tally answers = new Tally(Invariant.I11);

    @Override
    public String name() {
        return "rolling-restart";
    }

    @Override
    public String description() {
        return "SIGTERM and a new start of all instances of ingest and of the API in turn; no request fails";
    }

    @Override
    public int rate() {
        return RATE;
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        List<ServiceKey> services = EventStream.services();
        Set<String> projects = services.stream().map(ServiceKey::projectId).collect(Collectors.toSet());
        try (QueryInstance first = query("query-a", scene, projects);
                QueryInstance second = query("query-b", scene, projects)) {
            first.awaitReady();
            second.awaitReady();
            awaitKnown(first, services);
            try (Balancer balancer = Balancer.before(List.of(first, second))) {
                balancer.awaitServing(first, GRACE);
                balancer.awaitServing(second, GRACE);
                return restartAll(scene, List.of(first, second), balancer, services);
            }
        }
    }

    private long restartAll(Scene scene, List<QueryInstance> queries, Balancer balancer, List<ServiceKey> services)
            throws InterruptedException {
        try (Callers callers = Callers.start(balancer, services, answers)) {
            long restarts = 0;
            for (IngestInstance instance : scene.instances()) {
                asked(callers, () -> instance.restartInOrder(GRACE));
                restarts++;
            }
            for (QueryInstance instance : queries) {
                asked(callers, () -> {
                    instance.restart(GRACE);
                    balancer.awaitServing(instance, GRACE);
                });
                restarts++;
            }
            return restarts;
        }
    }

    private static QueryInstance query(String name, Scene scene, Set<String> projects) {
        return QueryInstance.start(
                name,
                scene.cluster().searchAddresses(),
                projects,
                scene.cluster().directory());
    }

    /** Something that is done while callers call. */
    @FunctionalInterface
    private interface Restart {

        void run() throws InterruptedException;
    }

    /** @throws IllegalStateException when no request has ended meanwhile: such a restart says nothing */
    private static void asked(Callers callers, Restart restart) throws InterruptedException {
        long before = callers.asked();
        restart.run();
        if (callers.asked() == before) {
            throw new IllegalStateException("No request of the callers ended while an instance was restarted");
        }
    }

    /** Each service has an event by now. */
    private static void awaitKnown(QueryInstance query, List<ServiceKey> services)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        for (ServiceKey service : services) {
            String path = "/v1/" + service.path().replace("/", "/services/");
            while (query.api().get(service.projectId(), path).status() != 200) {
                if (System.nanoTime() - end > 0) {
                    throw new IllegalStateException("After " + GRACE.toSeconds() + " s the API does not know " + path);
                }
                Thread.sleep(LOOK);
            }
        }
    }

    @Override
    public List<Verdict> verdicts() {
        return List.of(answers.verdict());
    }
}
