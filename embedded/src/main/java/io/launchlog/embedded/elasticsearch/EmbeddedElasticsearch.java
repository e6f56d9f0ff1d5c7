package io.launchlog.embedded.elasticsearch;

import io.launchlog.embedded.DataDirectory;
import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticsearch.common.logging.internal.LoggerFactoryImpl;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.logging.internal.spi.LoggerFactory;
import org.elasticsearch.node.ClassPathNode;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/**
 * A real Elasticsearch node in this JVM, on 127.0.0.1 only, for development and tests.
 *
 * <p>Start it on a plain thread: on the common fork-join pool of an executable jar the class loader is another one.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {

    private static final String NAME = "Elasticsearch";
    private static final int CLOSE_SECONDS = 20;
    private static final TimeValue SHARDS = TimeValue.timeValueSeconds(60);

    /** Where Elasticsearch looks for its native libraries, which are not published. */
    private static final String NATIVE_LIBRARIES = "es.nativelibs.path";

    /** Lucene logs through java.util.logging, and greets. Held here, because otherwise its level is forgotten. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private final DataDirectory directory;
    private final ClassPathNode node;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedElasticsearch(DataDirectory directory, ClassPathNode node, int port) {
        this.directory = directory;
        this.node = node;
        this.port = port;
    }

    /**
     * Starts a node and returns when it answers requests.
     *
     * @param dataDirectory created when missing; what it holds from an earlier run is kept
     * @param httpPort where clients connect; 0 chooses a free port
     * @return the running node
     * @throws EmbeddedStartException when the port or the directory is in use, or the node fails; nothing is left
     *     running then
     */
    public static EmbeddedElasticsearch start(Path dataDirectory, int httpPort) {
        return start(dataDirectory, httpPort, List.of());
    }

    /**
     * Starts a node that has more plugins than {@link #start(Path, int)} gives it, for tests that look inside.
     *
     * @param plugins of the caller, which end with the node
     * @return the running node
     * @throws EmbeddedStartException as {@link #start(Path, int)}
     */
    public static EmbeddedElasticsearch start(Path dataDirectory, int httpPort, List<Plugin> plugins) {
        int port = httpPort == 0 ? LoopbackPort.free() : httpPort;
        return start(dataDirectory, port, home -> NodeSettings.of(home, port), plugins);
    }

    /**
     * Starts one node of a cluster and returns when it answers requests, which needs the others: most of them have to
     * run or to be starting, each in a JVM of its own.
     *
     * @param dataDirectory of this node alone; created when missing; what it holds from an earlier run is kept
     * @param self one of the cluster's
     * @return the running node
     * @throws EmbeddedStartException as {@link #start(Path, int)}
     */
    public static EmbeddedElasticsearch start(
            Path dataDirectory, ElasticsearchCluster cluster, ElasticsearchCluster.Member self) {
        return start(dataDirectory, self.httpPort(), home -> NodeSettings.of(home, cluster, self), List.of());
    }

    private static EmbeddedElasticsearch start(
            Path dataDirectory, int httpPort, Function<Path, Settings> settings, List<Plugin> plugins) {
        LoopbackPort.requireFree(NAME, httpPort);
        DataDirectory directory = DataDirectory.lock(NAME, dataDirectory);
        try {
            return start(directory, settings, plugins);
        } catch (Throwable e) {
            directory.close();
            throw EmbeddedStartException.of(NAME, directory, e);
        }
    }

    private static EmbeddedElasticsearch start(
            DataDirectory directory, Function<Path, Settings> settings, List<Plugin> plugins) throws Exception {
        prepareJvm();
        Path home = directory.path();
        Files.createDirectories(home.resolve("config"));
        List<Plugin> all = new ArrayList<>(List.of(new Netty4Plugin(), new RootPlugin(), new AnalysisFromLucene()));
        all.addAll(plugins);
        ClassPathNode node = new ClassPathNode(settings.apply(home), all);
        try {
            node.start();
            awaitShards(node);
            return new EmbeddedElasticsearch(directory, node, node.httpPort());
        } catch (Throwable e) {
            node.close();
            throw e;
        }
    }

    /**
     * Waits until the indices of an earlier run can be searched. A damaged shard must not keep the others away, so the
     * node is taken as started when that does not happen in time.
     *
     * @throws RuntimeException when the node found no cluster state to work with
     */
    private static void awaitShards(ClassPathNode node) {
        node.client()
                .admin()
                .cluster()
                .prepareHealth(SHARDS)
                .setTimeout(SHARDS)
                .setWaitForYellowStatus()
                .get();
    }

    private static void prepareJvm() {
        // Not through LogConfigurator, which would configure log4j-core: what the node logs goes on to SLF4J.
        LoggerFactory.setInstance(new LoggerFactoryImpl());
        LUCENE.setLevel(Level.WARNING);
        if (System.getProperty(NATIVE_LIBRARIES) == null) {
            // Any folder will do: it then goes on without them.
            System.setProperty(NATIVE_LIBRARIES, System.getProperty("java.io.tmpdir"));
        }
    }

    /** Where clients connect, such as {@code http://127.0.0.1:9200}. */
    public String httpAddress() {
        return "http://" + LoopbackPort.HOST + ":" + port;
    }

    /** The port where clients connect; never 0. */
    public int port() {
        return port;
    }

    /**
     * Stops the node cleanly and waits for its end. Does nothing the second time.
     *
     * @throws UncheckedIOException when the node could not be closed
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            node.close();
            node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            directory.close();
        }
    }
}
