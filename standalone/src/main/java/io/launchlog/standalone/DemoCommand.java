package io.launchlog.standalone;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.model.wire.Topics;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code launchlog demo}: runs the demo deployments against an instance that runs already. */
@Command(
        name = "demo",
        description =
                "Runs the demo deployments again, against a running instance, and shows how to read their events.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory of the instance, which knows the following (default: ./data)")
    private Path data = Path.of("data");

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Another Kafka than the instance's own")
    private @Nullable String kafka;

    @Option(names = Ports.API_OPTION, paramLabel = "PORT", description = "Another port of the API on 127.0.0.1")
    private @Nullable Integer port;

    @Option(names = "--topic", paramLabel = "NAME", description = "Another topic of events")
    private @Nullable String topic;

    @Option(
            names = "--token",
            paramLabel = "TOKEN=PROJECT",
            converter = Grant.Converter.class,
            description = "Another project to deploy into, and a token that opens it")
    private @Nullable Grant grant;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = new Workspace(data);
        LogFile.use(workspace.logFile("demo"));
        Properties announced = workspace.announced().orElse(null);
        Addresses addresses = new Addresses(
                port == null ? found(announced, Addresses.API, workspace) : "http://" + LoopbackPort.HOST + ":" + port,
                kafka == null ? found(announced, Addresses.KAFKA, workspace) : kafka,
                Optional.ofNullable(announced)
                        .map(words -> words.getProperty(Addresses.ELASTICSEARCH))
                        .orElse(""),
                topic == null ? topicOf(announced) : topic);
        Grant used = grant == null
                ? new Grant(
                        found(announced, Addresses.TOKEN, workspace), found(announced, Addresses.PROJECT, workspace))
                : grant;
        Progress progress = new Progress(System.out);
        try (ApiClient api = new ApiClient(addresses.api(), used, new Wait(Thread::sleep))) {
            if (!api.isThere()) {
                throw new CannotRunException("No Launchlog answers at " + addresses.api() + ": " + startOne(workspace));
            }
            new Demonstration(addresses, api, used.project(), workspace.demo(), progress).run();
        }
        return 0;
    }

    private static String topicOf(@Nullable Properties announced) {
        return announced == null
                ? Topics.SERVICE_EVENTS
                : announced.getProperty(Addresses.TOPIC, Topics.SERVICE_EVENTS);
    }

    private static String found(@Nullable Properties announced, String name, Workspace workspace) {
        String value = announced == null ? null : announced.getProperty(name);
        if (value == null) {
            throw new CannotRunException(
                    "No Launchlog runs on data directory " + workspace.directory() + ": " + startOne(workspace));
        }
        return value;
    }

    private static String startOne(Workspace workspace) {
        return "start one with './launchlog up --data " + workspace.directory()
                + "', or say with --data where another one runs";
    }
}
