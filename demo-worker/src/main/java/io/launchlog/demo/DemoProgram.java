package io.launchlog.demo;

import io.launchlog.model.wire.Topics;
import io.launchlog.publisher.EventPublisher;
import io.launchlog.publisher.PublisherSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The demo worker on its own, against a Kafka that is there: {@code java -jar demo-worker-exec.jar --kafka HOST:PORT}.
 */
@Command(
        name = "demo-worker",
        description = {
            "Deploys three small model servers on this machine, for real, and publishes what happens.",
            "Exit code: 0 when Kafka has taken all events, 1 when it has not, 2 when called wrongly."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DemoProgram implements Callable<Integer> {

    private static final String SOURCE = "/launchlog/demo";

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka (default: ${DEFAULT-VALUE})")
    private String kafka = "127.0.0.1:9092";

    @Option(
            names = "--kafka-property",
            paramLabel = "NAME=VALUE",
            description = "A property of Kafka's producer, such as security.protocol=SSL; may be given several times")
    private Map<String, String> kafkaProperties = new TreeMap<>();

    @Option(names = "--topic", paramLabel = "NAME", description = "The topic of events (default: ${DEFAULT-VALUE})")
    private String topic = Topics.SERVICE_EVENTS;

    @Option(names = "--project", paramLabel = "ID", description = "Where to deploy (default: ${DEFAULT-VALUE})")
    private String project = "demo";

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Do it again and again, with that pause in between, such as 1m; without it once")
    private @Nullable Duration pause;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where to work; what is made there is deleted again (default: ${DEFAULT-VALUE})")
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"), "launchlog-demo");

    private DemoProgram() {}

    /** The command, to be executed, or to look at its options. */
    public static CommandLine commandLine() {
        return new CommandLine(new DemoProgram()).setExecutionExceptionHandler((e, command, _) -> {
            if (e instanceof InterruptedException) {
                return CommandLine.ExitCode.OK;
            }
            command.getErr().println("demo-worker: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Runs until its work is done, or the process is told to end; nothing is left behind then. */
    public static void main(String[] arguments) {
        // Not logback.xml: other programs that have this worker on their class path log otherwise.
        System.setProperty("logback.configurationFile", "io/launchlog/demo/logging.xml");
        Thread worker = Thread.currentThread();
        Thread interruption = Thread.ofPlatform().unstarted(() -> {
            worker.interrupt();
            try {
                worker.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(interruption);
        int exitCode = commandLine().execute(arguments);
        if (!isShuttingDown(interruption)) {
            System.exit(exitCode);
        }
    }

    /** Who is told to end must not call exit, which would wait for this thread, for which the end waits. */
    private static boolean isShuttingDown(Thread interruption) {
        try {
            return !Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PublisherSettings settings =
                PublisherSettings.of(kafka, SOURCE).withTopic(topic).withKafkaProperties(kafkaProperties);
        try (EventPublisher publisher = new EventPublisher(settings)) {
            DemoWorker worker = new DemoWorker(publisher, directory, Clock.systemUTC(), System.out::println);
            boolean taken = deploy(worker);
            while (pause != null) {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                taken = deploy(worker);
            }
            return taken ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private boolean deploy(DemoWorker worker) throws IOException, InterruptedException {
        DemoResult result = worker.run(project);
        if (!result.allAcknowledged()) {
            System.err.println("demo-worker: Kafka at " + kafka + " (--kafka) has not taken all events: is the topic "
                    + topic + " (--topic) there?");
        }
        return result.allAcknowledged();
    }

    /** {@code 30s}, {@code 1m} or {@code PT1M}. */
    static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                return Duration.parse(text.startsWith("P") ? text : "PT" + text);
            } catch (DateTimeParseException e) {
                throw new CommandLine.TypeConversionException("'" + text + "' is no duration such as 30s, 1m or PT1M");
            }
        }
    }
}
