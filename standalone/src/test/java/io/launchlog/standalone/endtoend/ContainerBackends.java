package io.launchlog.standalone.endtoend;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.launchlog.embedded.LoopbackPort;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Full servers in containers. Fails, and does not fall back, when there is no Docker. */
final class ContainerBackends implements TestBackends {

    /** The versions of the build, handed over by Maven. */
    private static final DockerImageName KAFKA =
            DockerImageName.parse("apache/kafka:" + System.getProperty("launchlog.kafka.version"));

    private static final DockerImageName ELASTICSEARCH = DockerImageName.parse(
            "docker.elastic.co/elasticsearch/elasticsearch:" + System.getProperty("launchlog.elasticsearch.version"));
    private static final int ELASTICSEARCH_PORT = 9200;

    private final KafkaContainer kafka = new KafkaContainer(KAFKA);
    private final GenericContainer<?> elasticsearch;
    private final String elasticsearchAddress;

    private ContainerBackends() {
        // A port of our own choice, because Docker gives a container another one at every start.
        int port = LoopbackPort.free();
        elasticsearchAddress = "http://" + LoopbackPort.HOST + ":" + port;
        elasticsearch = new GenericContainer<>(ELASTICSEARCH)
                .withEnv("discovery.type", "single-node")
                .withEnv("xpack.security.enabled", "false")
                .withEnv("cluster.routing.allocation.disk.threshold_enabled", "false")
                .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                .withExposedPorts(ELASTICSEARCH_PORT)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(new PortBinding(
                                Ports.Binding.bindIpAndPort(LoopbackPort.HOST, port),
                                new ExposedPort(ELASTICSEARCH_PORT))))
                .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow")
                        .forPort(ELASTICSEARCH_PORT)
                        .withStartupTimeout(Duration.ofMinutes(3)));
    }

    static ContainerBackends start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "-D" + PROPERTY
                            + "=containers asks for Docker, and no Docker answers here: start it, or run with embedded backends");
        }
        ContainerBackends backends = new ContainerBackends();
        backends.kafka.start();
        backends.elasticsearch.start();
        return backends;
    }

    @Override
    public String kafka() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String elasticsearch() {
        return elasticsearchAddress;
    }

    @Override
    public void stopElasticsearch() {
        elasticsearch
                .getDockerClient()
                .stopContainerCmd(elasticsearch.getContainerId())
                .exec();
    }

    @Override
    public void startElasticsearch() {
        elasticsearch
                .getDockerClient()
                .startContainerCmd(elasticsearch.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        elasticsearch.stop();
        kafka.stop();
    }
}
