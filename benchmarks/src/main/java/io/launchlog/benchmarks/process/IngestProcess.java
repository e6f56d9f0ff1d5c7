package io.launchlog.benchmarks.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.operations.IngestMetric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The ingest service in a child JVM: the real application with its own configuration. Its consumers hold their
 * partitions all the time and are paused while a backlog is made, so that a drain begins with a warm process and the
 * first fetch, and not with a JVM's start or a rebalance.
 */
public final class IngestProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration REACTION = Duration.ofSeconds(30);

    private final Child child;

    private IngestProcess(Child child) {
        this.child = child;
    }

    /**
     * What a drain took.
     *
     * @param elapsed from the moment the consumers were let go until the last event was answered for
     * @param cpuTime of the whole process from then until its consumers were paused again, its commits included
     */
    public record Drained(Duration elapsed, Duration cpuTime) {}

    /**
     * Starts it and pauses it as soon as it has its partitions.
     *
     * @param jvmOptions with the heap
     * @param partitions of the topic
     */
    public static IngestProcess start(
            Backends backends, String topic, int partitions, List<String> jvmOptions, Path directory) {
        List<String> arguments = List.of(
                Integer.toString(partitions),
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + backends.bootstrapServers(),
                "--spring.elasticsearch.uris=" + backends.httpAddress(),
                "--launchlog.topic.name=" + topic,
                "--launchlog.topic.partitions=" + partitions,
                "--launchlog.index.shards=1",
                // Only how fast an idle consumer notices a pause: with a backlog a poll returns at once.
                "--spring.kafka.listener.poll-timeout=250ms");
        Child child = Child.start("ingest", Main.class, jvmOptions, arguments, directory);
        try {
            child.awaitReady(START);
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
        return new IngestProcess(child);
    }

    /** Drains a backlog of exactly so many events, all of them new and valid, and pauses again. */
    public Drained drain(int events, Duration timeout) {
        Duration before = child.cpuTime();
        String nanos = child.ask("drain " + events + " " + timeout.toMillis(), timeout.plus(REACTION));
        return new Drained(
                Duration.ofNanos(Long.parseLong(nanos)), child.cpuTime().minus(before));
    }

    /** Lets the consumers go on. */
    public void resume() {
        child.ask("resume", REACTION);
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private static final Duration CHECK = Duration.ofMillis(2);

        private final MessageListenerContainer consumers;
        private final Counter indexed;

        private Main(ConfigurableApplicationContext context) {
            this.consumers = context.getBean(KafkaListenerEndpointRegistry.class)
                    .getListenerContainers()
                    .iterator()
                    .next();
            this.indexed = context.getBean(MeterRegistry.class)
                    .get(IngestMetric.INDEXED.id())
                    .counter();
        }

        public static void main(String[] arguments) {
            int partitions = Integer.parseInt(arguments[0]);
            List<String> properties = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(IngestApplication.class)
                    .properties("spring.config.name=" + IngestApplication.CONFIGURATION + ",application")
                    .run(properties.toArray(String[]::new))) {
                Main main = new Main(context);
                main.await(() -> main.assigned() == partitions, START);
                main.pause();
                ParentLine.serve("ready", main::answer);
            }
            System.exit(0);
        }

        private String answer(String command) {
            String[] words = command.split(" ", 3);
            switch (words[0]) {
                case "drain" -> {
                    long nanos = drain(Integer.parseInt(words[1]), Duration.ofMillis(Long.parseLong(words[2])));
                    pause();
                    return Long.toString(nanos);
                }
                case "resume" -> consumers.resume();
                default -> throw new IllegalArgumentException("There is no command " + command);
            }
            return "done";
        }

        private long drain(int events, Duration timeout) {
            double until = indexed.count() + events;
            long start = System.nanoTime();
            consumers.resume();
            await(() -> indexed.count() >= until, timeout);
            return System.nanoTime() - start;
        }

        private void pause() {
            consumers.pause();
            await(consumers::isContainerPaused, REACTION);
        }

        private int assigned() {
            var partitions = consumers.getAssignedPartitions();
            return partitions == null ? 0 : partitions.size();
        }

        private void await(BooleanSupplier condition, Duration timeout) {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("after " + timeout.toSeconds() + " s, with "
                            + (long) indexed.count() + " events indexed, " + assigned() + " partitions assigned");
                }
                LockSupport.parkNanos(CHECK.toNanos());
            }
        }
    }
}
