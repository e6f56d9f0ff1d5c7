package io.launchlog.faults.process;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;
import java.util.List;

/** An Elasticsearch node in a child JVM, which can be killed and started again on its data. Used by one thread. */
public final class ElasticsearchProcess implements AutoCloseable {

    private final Path directory;
    private final int port;
    private Child child;

    private ElasticsearchProcess(Path directory, int port, Child child) {
        this.directory = directory;
        this.port = port;
        this.child = child;
    }

    /** Starts one, empty, on a free port. */
    static ElasticsearchProcess start(Path directory) {
        Child child = launch(directory, 0);
        return new ElasticsearchProcess(directory, Integer.parseInt(Starting.ready(child)), child);
    }

    private static Child launch(Path directory, int port) {
        return Child.start(
                "elasticsearch",
                Main.class,
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-Des.nativelibs.path=" + directory),
                List.of(directory.resolve("elasticsearch").toString(), Integer.toString(port)),
                directory);
    }

    /** Where clients connect, the same after a restart. */
    public String httpAddress() {
        return "http://127.0.0.1:" + port;
    }

    /** {@code kill -9}. */
    public void kill() {
        child.kill();
    }

    /** Starts it again after a kill, on the same port and data, and returns when it answers. */
    public void restart() {
        child = launch(directory, port);
        Starting.ready(child);
    }

    @Override
    public void close() {
        child.close();
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try (EmbeddedElasticsearch node =
                    EmbeddedElasticsearch.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
                ParentLine.serve(Integer.toString(node.port()), Starting.NO_COMMAND);
            }
            System.exit(0);
        }
    }
}
