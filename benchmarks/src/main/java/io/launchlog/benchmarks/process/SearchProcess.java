package io.launchlog.benchmarks.process;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Elasticsearch alone in a child JVM, which can be stopped and started where it was. Used by one thread. */
public final class SearchProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final String heap;
    private final Path directory;
    private final String httpAddress;
    private Child child;

    private SearchProcess(String heap, Path directory, Child child, String httpAddress) {
        this.heap = heap;
        this.directory = directory;
        this.child = child;
        this.httpAddress = httpAddress;
    }

    /**
     * Starts it, empty.
     *
     * @param heap as {@code -Xmx} has it
     * @param directory for data and log
     */
    public static SearchProcess start(String heap, Path directory) {
        Child child = launch(heap, directory, 0);
        return new SearchProcess(heap, directory, child, awaitReady(child));
    }

    /** Where it answers, also after it was stopped and started. */
    public String httpAddress() {
        return httpAddress;
    }

    /** Lets it end; returns when it has. */
    public void stop() {
        child.close();
    }

    /** Starts it with what it had; returns when it answers. */
    public void startAgain() {
        child = launch(heap, directory, URI.create(httpAddress).getPort());
        var _ = awaitReady(child);
    }

    @Override
    public void close() {
        child.close();
    }

    private static Child launch(String heap, Path directory, int port) {
        return Child.start(
                "elasticsearch",
                Main.class,
                List.of(
                        "-Xms" + heap,
                        "-Xmx" + heap,
                        "--add-modules=jdk.incubator.vector",
                        "-Des.nativelibs.path=" + directory),
                List.of(directory.toString(), Integer.toString(port)),
                directory);
    }

    private static String awaitReady(Child child) {
        try {
            return child.awaitReady(START);
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            Path directory = Path.of(arguments[0]);
            try (EmbeddedElasticsearch node =
                    EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), Integer.parseInt(arguments[1]))) {
                ParentLine.serve(node.httpAddress(), command -> {
                    throw new IllegalArgumentException("There is no command " + command);
                });
            }
            System.exit(0);
        }
    }
}
