package io.launchlog.faults.run;

import io.launchlog.faults.events.EventStream;
import io.launchlog.faults.fault.Fault;
import io.launchlog.faults.fault.Scale;
import io.launchlog.faults.fault.Scene;
import io.launchlog.faults.fault.Scene.Renewal;
import io.launchlog.faults.invariant.Checks;
import io.launchlog.faults.invariant.Invariant;
import io.launchlog.faults.invariant.OrderCheck;
import io.launchlog.faults.invariant.Tally;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.ledger.IndexReader;
import io.launchlog.faults.ledger.Ledgers;
import io.launchlog.faults.ledger.LogReader;
import io.launchlog.faults.ledger.Publisher;
import io.launchlog.faults.process.Cluster;
import io.launchlog.faults.process.IngestInstance;
import io.launchlog.faults.process.Operator;
import io.launchlog.faults.process.QueryApi;
import io.launchlog.faults.process.SearchApi;
import io.launchlog.faults.proxy.Behaviour;
import io.launchlog.faults.proxy.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One fault: publish in bursts, strike during each, heal, wait until the lag is 0, check. */
final class FaultRun implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Cluster cluster;
    private final SearchApi search;
    private final QueryApi api;
    private final Fault fault;
    private final Scale scale;
    private final long seed;
    private final Consumer<String> progress;
    private final String topic;
    private final EventStream stream;
    private final FaultProxy proxy;
    private final Publisher publisher;
    private final Group group;
    private final List<IngestInstance> instances = new ArrayList<>();

    /** Whether a lag did not return to 0 between strikes. */
    private boolean stuck;

    FaultRun(
            Cluster cluster,
            SearchApi search,
            QueryApi api,
            Fault fault,
            Scale scale,
            long seed,
            long now,
            Consumer<String> progress) {
        this.cluster = cluster;
        this.search = search;
        this.api = api;
        this.fault = fault;
        this.scale = scale;
        this.seed = seed;
        this.progress = progress;
        this.topic = "faults." + fault.name() + "." + seed;
        this.stream = new EventStream(seed, topic, now);
        String bootstrapServers = cluster.bootstrapServers();
        this.proxy = FaultProxy.before(cluster.searchAddresses());
        this.publisher = new Publisher(bootstrapServers, new Random(seed));
        this.group = new Group(bootstrapServers, topic, topic);
        for (String name : List.of("ingest-a", "ingest-b")) {
            instances.add(IngestInstance.start(
                    name, bootstrapServers, proxy.httpAddress(), topic, topic, fault.consumers(), cluster.directory()));
        }
    }

    FaultReport perform(int events) throws IOException, InterruptedException {
        instances.forEach(IngestInstance::awaitReady);
        awaitWork();
        IndexReader index = new IndexReader(search);
        try (LogReader log = new LogReader(cluster.bootstrapServers(), topic)) {
            CommitWatch watch = new CommitWatch(group, log, index);
            ApiWatch clients = new ApiWatch(api, EventStream.services(), seed);
            Scene scene = new Scene(
                    cluster,
                    proxy,
                    instances,
                    search,
                    topic,
                    stream,
                    publisher,
                    scale,
                    new Random(seed),
                    renewal -> renewTopic(watch, renewal),
                    watch::lookAtRest);
            fault.prepare(scene);
            long hits;
            @Nullable Duration recovery;
            watch.start();
            clients.start();
            try {
                hits = strike(scene, events);
                recovery = awaitNoLag();
            } finally {
                watch.close();
                clients.close();
            }
            instances.forEach(IngestInstance::close);
            watch.lookAtRest();
            return report(hits, recovery, watch.verdict(), clients, log, index);
        }
    }

    private void renewTopic(CommitWatch watch, Renewal renewal) throws IOException, InterruptedException {
        watch.renewTopic(renewal);
        publisher.topicIsNew();
    }

    /** Strikes during each burst but the last one, which shows that all goes on. */
    private long strike(Scene scene, int events) throws IOException, InterruptedException {
        int strikes = fault.strikes(scale);
        int burst = Math.max(1, events / (strikes + 1));
        long hits = 0;
        for (int i = 0; i < strikes; i++) {
            progress.accept(fault.name() + ": strike " + (i + 1) + " of " + strikes);
            CountDownLatch over = new CountDownLatch(fault.rate() > 0 ? 1 : 0);
            Thread publishing = Thread.ofPlatform().name("publisher").start(() -> publish(burst, over));
            if (!fault.strikesAmidst()) {
                publishing.join();
                if (awaitNoLag() == null) {
                    // Struck now, it would look like a loss.
                    stuck = true;
                    break;
                }
            }
            try {
                hits += fault.strike(scene, i);
            } finally {
                over.countDown();
            }
            publishing.join();
        }
        proxy.behave(Behaviour.PASS_ON);
        proxy.accept();
        publish(burst);
        return hits;
    }

    /** A burst; or at the fault's rate, until it is over. */
    private void publish(int burst, CountDownLatch over) {
        try {
            if (over.getCount() == 0) {
                publish(burst);
            }
            long period = TimeUnit.SECONDS.toNanos(1) / Math.max(1, fault.rate());
            long next = System.nanoTime();
            while (!over.await(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                publisher.publish(stream.next());
                next += period;
            }
            publisher.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            publisher.publish(stream.next());
        }
        publisher.flush();
    }

    private void awaitWork() throws InterruptedException {
        int consumers = Math.min(PARTITIONS, instances.size() * fault.consumers());
        long end = System.nanoTime() + START.toNanos();
        while (group.workingMembers() < consumers) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("After " + START.toSeconds()
                        + " s ingest has no partitions; its logs in " + cluster.directory() + " say why");
            }
            Thread.sleep(LOOK);
        }
    }

    /** How long it took; null when it took too long. */
    private @Nullable Duration awaitNoLag() throws InterruptedException {
        long start = System.nanoTime();
        while (group.lag(PARTITIONS) > 0) {
            if (System.nanoTime() - start > scale.patience().toNanos()) {
                return null;
            }
            Thread.sleep(LOOK);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private FaultReport report(
            long hits, @Nullable Duration recovery, Verdict commits, ApiWatch clients, LogReader log, IndexReader index)
            throws IOException, InterruptedException {
        log.advance();
        Ledgers ledgers = new Ledgers(publisher.acknowledged(), log.all(), log.letters(), index.events());
        Checks checks = new Checks(ledgers);
        Tally lag = new Tally(Invariant.I7);
        lag.check(
                recovery != null && !stuck,
                stuck ? "it had not returned to 0 before a strike" : group.lag(PARTITIONS) + " records are left");
        List<Verdict> verdicts = new ArrayList<>(checks.all());
        verdicts.add(commits);
        verdicts.add(lag.verdict());
        verdicts.add(walk(ledgers));
        clients.lookAtRest();
        verdicts.add(clients.verdict());
        verdicts.add(new Rebuilding(operator(), index).run("rebuild-" + fault.name(), ledgers, log.current()));
        verdicts.addAll(fault.verdicts());
        verdicts.sort(Comparator.comparing(Verdict::invariant));
        return new FaultReport(
                fault.name(),
                seed,
                ledgers.acknowledged().size(),
                publisher.failed(),
                hits,
                verdicts,
                recovery,
                checks.repeatedLetters(),
                ledgers.stored().size());
    }

    private Verdict walk(Ledgers ledgers) throws IOException, InterruptedException {
        OrderCheck order = new OrderCheck(ledgers.stored());
        new Walk(api, order).run();
        return order.verdict();
    }

    private Operator operator() {
        return new Operator(
                cluster.bootstrapServers(),
                String.join(",", cluster.searchAddresses()),
                topic,
                topic,
                cluster.directory());
    }

    @Override
    public void close() {
        instances.forEach(IngestInstance::close);
        publisher.close();
        group.close();
        proxy.close();
    }
}
