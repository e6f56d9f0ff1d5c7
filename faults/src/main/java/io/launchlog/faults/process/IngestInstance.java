package io.launchlog.faults.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.operations.IngestMetric;
import io.launchlog.ingest.operations.RetryCause;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The ingest service in a child JVM, the real application with its own configuration. Used by one thread. */
public final class IngestInstance implements AutoCloseable {

    /** How long the group waits for a member that says nothing; the shortest that a broker allows. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    private final String name;
    private final List<String> arguments;
    private final Path directory;
    private Child child;

    private IngestInstance(String name, List<String> arguments, Path directory) {
        this.name = name;
        this.arguments = arguments;
        this.directory = directory;
        this.child = launch();
    }

    /**
     * Starts one, without waiting until it is ready.
     *
     * @param elasticsearch where it finds Elasticsearch: the proxy
     * @param group of its consumers
     * @param consumers how many it has
     */
    public static IngestInstance start(
            String name,
            String bootstrapServers,
            String elasticsearch,
            String topic,
            String group,
            int consumers,
            Path directory) {
        List<String> arguments = List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.elasticsearch.uris=" + elasticsearch,
                "--launchlog.topic.name=" + topic,
                "--spring.kafka.consumer.group-id=" + group,
                // With a clock that is wrong.
                "--launchlog.retention-check-interval=1s",
                "--spring.kafka.listener.concurrency=" + consumers,
                "--spring.kafka.consumer.max-poll-records=500",
                "--spring.kafka.consumer.properties[interceptor.classes]=" + SkippedPolls.class.getName(),
                // So that a fault need not last longer than the usual 15 s.
                "--spring.kafka.consumer.properties[session.timeout.ms]=" + SESSION.toMillis(),
                "--spring.kafka.consumer.properties[heartbeat.interval.ms]=1500");
        return new IngestInstance(name, arguments, directory);
    }

    private Child launch() {
        return Child.start(name, Main.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), arguments, directory);
    }

    /** Waits until the application runs; its consumers may need some more time. */
    public void awaitReady() {
        var _ = Starting.ready(child);
    }

    /** {@code kill -9}. */
    public void kill() {
        child.kill();
    }

    /** Starts it anew after a kill, without waiting until it is ready. */
    public void restart() {
        child = launch();
    }

    /**
     * Tells it to end ({@code SIGTERM}), waits until it is gone, starts it anew and waits until it is ready.
     *
     * @param grace how long it may take to end, and to be ready
     */
    public void restartInOrder(Duration grace) throws InterruptedException {
        child.terminate(grace);
        restart();
        String port = Starting.ready(child);
        Readiness.await(name, "http://127.0.0.1:" + port, grace);
    }

    /** {@code SIGSTOP}: for the others it is silent, and its connections stay open. */
    public void freeze() {
        child.freeze();
    }

    /** {@code SIGCONT}: it goes on with whatever it was doing. */
    public void thaw() {
        child.thaw();
    }

    /** Has its consumers lose what some polls bring, or no longer; returns how many they have lost so far. */
    public long losePolls(boolean lose) {
        return Long.parseLong(child.ask(lose ? Main.LOSE : Main.KEEP, Duration.ofMinutes(1)));
    }

    /** How many attempts at a batch it has had to repeat for that cause since it was started. */
    public long retries(RetryCause cause) {
        return Long.parseLong(child.ask(Main.RETRIES + cause.label(), Duration.ofMinutes(1)));
    }

    /** Puts its clock so much ahead of the right time; negative: behind; zero: right again. */
    public void skewClock(Duration ahead) {
        child.ask(Main.SKEW + ahead.toMillis(), Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private static final String LOSE = "lose";
        private static final String KEEP = "keep";
        private static final String SKEW = "skew ";
        private static final String RETRIES = "retries ";

        private static final SkewedClock CLOCK = new SkewedClock(Clock.systemUTC());

        private Main() {}

        public static void main(String[] arguments) {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(IngestApplication.class)
                    .properties("spring.config.name=" + IngestApplication.CONFIGURATION + ",application")
                    .initializers((GenericApplicationContext made) -> made.registerBean(Clock.class, () -> CLOCK))
                    .run(arguments)) {
                ParentLine.serve(
                        context.getEnvironment().getRequiredProperty("local.server.port"),
                        command -> perform(command, context.getBean(MeterRegistry.class)));
            }
            System.exit(0);
        }

        private static String perform(String command, MeterRegistry metrics) {
            if (command.startsWith(SKEW)) {
                CLOCK.skew(Duration.ofMillis(Long.parseLong(command.substring(SKEW.length()))));
                return command;
            }
            if (command.startsWith(RETRIES)) {
                return Long.toString((long) metrics.get(IngestMetric.RETRIES.id())
                        .tag("cause", command.substring(RETRIES.length()))
                        .counter()
                        .count());
            }
            return Long.toString(SkippedPolls.lose(command.equals(LOSE)));
        }
    }
}
