package io.launchlog.embedded.kafka;

import io.launchlog.embedded.DataDirectory;
import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.embedded.LoopbackPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * A real Kafka broker with its controller in this JVM, on 127.0.0.1 only, for development and tests.
 *
 * <p>Close it before the JVM ends (a shutdown hook will do): after an unclean stop the next start takes some seconds
 * longer.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String NAME = "Kafka";

    /** One start at a time, because what a fatal error does during a start is set for the whole JVM. */
    private static final ReentrantLock STARTING = new ReentrantLock();

    private final DataDirectory directory;
    private final int port;
    private final KafkaRaftServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedKafka(DataDirectory directory, int port, KafkaRaftServer server) {
        this.directory = directory;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param dataDirectory created when missing; what it holds from an earlier run is kept
     * @param port where clients connect; 0 chooses a free port
     * @return the running broker
     * @throws EmbeddedStartException when the port or the directory is in use, or the broker fails; nothing is left
     *     running then
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        return start(dataDirectory, port, List.of());
    }

    /**
     * The same with further listeners, which may be secured.
     *
     * @param more beside the plain one at that port
     * @throws EmbeddedStartException as {@link #start(Path, int)}
     */
    public static EmbeddedKafka start(Path dataDirectory, int port, List<Listener> more) {
        KafkaCluster cluster = KafkaCluster.alone(port == 0 ? LoopbackPort.free() : port);
        return start(dataDirectory, cluster, cluster.members().getFirst(), more);
    }

    /**
     * Starts one broker of a cluster and returns when it serves clients, which needs the others: most of them have to
     * run or to be starting, each in a JVM of its own.
     *
     * @param dataDirectory of this broker alone; created when missing; what it holds from an earlier run is kept
     * @param self one of the cluster's
     * @return the running broker
     * @throws EmbeddedStartException as {@link #start(Path, int)}
     */
    public static EmbeddedKafka start(Path dataDirectory, KafkaCluster cluster, KafkaCluster.Member self) {
        return start(dataDirectory, cluster, self, List.of());
    }

    private static EmbeddedKafka start(
            Path dataDirectory, KafkaCluster cluster, KafkaCluster.Member self, List<Listener> more) {
        STARTING.lock();
        try {
            LoopbackPort.requireFree(NAME, self.port());
            DataDirectory directory = DataDirectory.lock(NAME, dataDirectory);
            try {
                return start(directory, cluster, self, more);
            } catch (Throwable e) {
                directory.close();
                throw EmbeddedStartException.of(NAME, directory, e);
            }
        } finally {
            STARTING.unlock();
        }
    }

    private static EmbeddedKafka start(
            DataDirectory directory, KafkaCluster cluster, KafkaCluster.Member self, List<Listener> more)
            throws Exception {
        Path log = Files.createDirectories(directory.path().resolve("log"));
        LogStorage.formatOnce(log, cluster.id(), self.nodeId());
        var config = KafkaConfig.fromProps(BrokerSettings.of(log, cluster, self, more), false);
        // Kafka ends the JVM when a start fails. Here the caller decides, so its exception has to arrive.
        Exit.setExitProcedure((status, message) -> {});
        Exit.setHaltProcedure((status, message) -> {});
        try {
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
            } catch (Throwable e) {
                server.shutdown();
                throw e;
            }
            return new EmbeddedKafka(directory, self.port(), server);
        } finally {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    /** Host and port for {@code bootstrap.servers}, such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** The port where clients connect; never 0. */
    public int port() {
        return port;
    }

    /** Stops the broker cleanly and waits for its end. Does nothing the second time. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            directory.close();
        }
    }
}
