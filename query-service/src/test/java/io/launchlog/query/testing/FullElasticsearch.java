package io.launchlog.query.testing;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A full Elasticsearch: no build brings one along. Never the embedded one in its place. */
public final class FullElasticsearch {

    private static final String ADDRESS = "launchlog.elasticsearch";

    /** As for the end-to-end suite. */
    private static final String BACKENDS = "launchlog.backends";

    /** Why a test is skipped that needs one. */
    public static final String MISSING = "Not run: there is no full Elasticsearch. -D" + ADDRESS
            + "=http://HOST:PORT gives one without passwords, -D" + BACKENDS + "=containers starts one with Docker";

    private static final int PORT = 9200;

    private FullElasticsearch() {}

    /** Whether one is given or asked for. */
    public static boolean isThere() {
        return !given().isBlank() || "containers".equals(System.getProperty(BACKENDS));
    }

    /** The one that is given, or else one in a container, which fails without Docker. */
    public static TestStore start() {
        return given().isBlank() ? startContainer() : TestStore.at(given(), () -> {});
    }

    private static String given() {
        return System.getProperty(ADDRESS, "");
    }

    private static TestStore startContainer() {
        String version = System.getProperty("launchlog.elasticsearch.version");
        GenericContainer<?> container = new GenericContainer<>(
                        DockerImageName.parse("docker.elastic.co/elasticsearch/elasticsearch:" + version))
                .withEnv("discovery.type", "single-node")
                .withEnv("xpack.security.enabled", "false")
                .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow")
                        .forPort(PORT)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        container.start();
        return TestStore.at("http://" + container.getHost() + ":" + container.getMappedPort(PORT), container::stop);
    }
}
