package io.launchlog.deploy.operation;

import static org.awaitility.Awaitility.await;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.model.wire.Topics;
import io.launchlog.query.QueryApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Kafka, Elasticsearch and both services, as an operator has them. */
final class Installation implements AutoCloseable {

    /** The token of that name opens it. */
    static final String PROJECT = "operated";

    private static final String GROUP = "launchlog-ingest";

    private final Path directory;
    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private EmbeddedElasticsearch elasticsearch;
    private final ConfigurableApplicationContext query;
    private @Nullable ConfigurableApplicationContext ingest;

    /** Starts all. */
    Installation(Path directory) {
        this.directory = directory;
        this.kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        this.elasticsearch = EmbeddedElasticsearch.start(elasticsearchHome(), 0);
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(properties);
        startIngest();
        this.query = run(
                QueryApplication.class,
                "query-service",
                "--management.server.port=",
                "--launchlog.query.drain=0s",
                "--launchlog.auth.static." + PROJECT + "=" + PROJECT);
    }

    private Path elasticsearchHome() {
        return directory.resolve("elasticsearch");
    }

    private ConfigurableApplicationContext run(Class<?> service, String configuration, String... more) {
        SpringApplication application = new SpringApplication(service);
        application.setRegisterShutdownHook(false);
        return application.run(Stream.of(
                        places().stream(),
                        Stream.of("--spring.config.name=" + configuration, "--server.port=0"),
                        Stream.of(more))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }

    /** Where everything is, as services and commands are told. */
    private List<String> places() {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.elasticsearch.uris=" + elasticsearch.httpAddress());
    }

    /** @param more properties as on the command line */
    void startIngest(String... more) {
        ingest = run(
                IngestApplication.class,
                IngestApplication.CONFIGURATION,
                Stream.concat(Stream.of("--launchlog.retry.maximum=1s"), Stream.of(more))
                        .toArray(String[]::new));
        eventually()
                .until(() -> admin.listTopics()
                        .names()
                        .get()
                        .containsAll(List.of(Topics.SERVICE_EVENTS, Topics.deadLettersOf(Topics.SERVICE_EVENTS))));
    }

    void stopIngest() {
        if (ingest != null) {
            ingest.close();
            ingest = null;
        }
    }

    /** Stops Elasticsearch, deletes all that it has, and starts it: the services see it away for a while. */
    void wipeElasticsearch() {
        elasticsearch.close();
        try {
            if (!FileSystemUtils.deleteRecursively(elasticsearchHome().resolve("data"))) {
                throw new IllegalStateException("There was nothing to wipe in " + elasticsearchHome());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        elasticsearch = EmbeddedElasticsearch.start(elasticsearchHome(), elasticsearch.port());
    }

    Search search() {
        return new Search(elasticsearch.httpAddress());
    }

    Api api() {
        return new Api("http://127.0.0.1:" + query.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The operators' commands. */
    Operator operator() {
        return new Operator(directory, places());
    }

    /** Publishes in that order, and waits until Kafka has it all. */
    void publish(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        for (var sent : records.stream().map(producer::send).toList()) {
            sent.get();
        }
    }

    /** Waits until ingest is done with all that is on the log, and it can be found. */
    void awaitIngested() {
        eventually().until(() -> lag() == 0);
        search().call("POST", "/launchlog-*/_refresh", "");
    }

    private long lag() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (var end : ends(Topics.SERVICE_EVENTS).entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            lag += end.getValue() - (offset == null ? 0 : offset.offset());
        }
        return lag;
    }

    /** How many dead letters were ever written. */
    long deadLetters() throws Exception {
        return ends(Topics.deadLettersOf(Topics.SERVICE_EVENTS)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Waits until the ends of transactions are on the log: they are written after whoever commits has been answered. */
    void awaitTransactionsEnded() {
        eventually()
                .until(() -> ends(Topics.SERVICE_EVENTS, IsolationLevel.READ_COMMITTED)
                        .equals(ends(Topics.SERVICE_EVENTS)));
    }

    private Map<TopicPartition, Long> ends(String topic) throws Exception {
        return ends(topic, IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(partition -> asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** For what does not come at once. */
    static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(List.of(query, producer, admin, kafka, elasticsearch));
        stopIngest();
        for (AutoCloseable one : all) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot be closed: " + one, e);
            }
        }
    }
}
