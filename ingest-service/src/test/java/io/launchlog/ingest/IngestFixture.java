package io.launchlog.ingest;

import static org.awaitility.Awaitility.await;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.wire.CloudEventEncoder;
import io.launchlog.model.wire.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A broker and a node that the tests of this module share, and what they need of them. Each test has a topic and a
 * service of its own; the indices are shared.
 */
public final class IngestFixture implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path DATA = temporaryDirectory();
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DATA.resolve("kafka"), 0);
    private static EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start(DATA.resolve("elasticsearch"), 0);

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            elasticsearch.close();
            KAFKA.close();
        }));
    }

    private final String topic = Topics.SERVICE_EVENTS + "." + UUID.randomUUID();
    private final ServiceKey service =
            new ServiceKey("project", UUID.randomUUID().toString());
    /** Tests may start several at once. */
    private final List<ConfigurableApplicationContext> applications = new CopyOnWriteArrayList<>();

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    KAFKA.bootstrapServers(),
                    "max.request.size",
                    Topics.MAXIMUM_RECORD_BYTES,
                    // The topic is new, as in ProducerProperties of the publisher (KAFKA-15591).
                    "max.in.flight.requests.per.connection",
                    1),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    public String topic() {
        return topic;
    }

    public ServiceKey service() {
        return service;
    }

    /** Starts an instance of the ingest service on this test's topic. */
    public ConfigurableApplicationContext startIngest(String... properties) {
        return startIngest(IngestApplication.class, properties);
    }

    /** The same with another configuration class in place of the application. */
    public ConfigurableApplicationContext startIngest(Class<?> source, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "spring.config.name=" + IngestApplication.CONFIGURATION,
                "spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers(),
                "spring.elasticsearch.uris=" + elasticsearch.httpAddress(),
                "spring.kafka.consumer.group-id=" + topic,
                "launchlog.topic.name=" + topic,
                "launchlog.index.refresh-interval=50ms",
                "launchlog.retry.initial=20ms",
                "launchlog.retry.maximum=200ms",
                "server.port=0"));
        // One that is given twice would have both values.
        List.of(properties)
                .forEach(given -> all.removeIf(own -> own.startsWith(given.substring(0, given.indexOf('=') + 1))));
        all.addAll(List.of(properties));
        ConfigurableApplicationContext application = new SpringApplicationBuilder(source)
                .run(all.stream().map(property -> "--" + property).toArray(String[]::new));
        applications.add(application);
        awaitTopic();
        return application;
    }

    /** Waits until the instance has made what it needs in Elasticsearch; that comes after the topic. */
    public static void awaitSetUp(ConfigurableApplicationContext application) {
        var registry = application.getBean(KafkaListenerEndpointRegistry.class);
        eventually()
                .until(() -> registry.getListenerContainers().stream().anyMatch(MessageListenerContainer::isRunning));
    }

    /** As Kafka names it. */
    public String topicId() throws Exception {
        try (Admin admin = admin()) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .topicId()
                    .toString();
        }
    }

    /** Deletes this test's topic; the one that is made in its place has another id. */
    public void makeTopicAgain(int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            eventually().until(() -> !admin.listTopics().names().get().contains(topic));
            eventually().until(() -> {
                admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                        .all()
                        .get();
                return true;
            });
        }
    }

    /** Ingest makes the topic while it starts; tests are about what comes then. */
    private void awaitTopic() {
        try (Admin admin = admin()) {
            eventually()
                    .until(() ->
                            admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                                    .allMatch(partition -> partition.leader() != null));
        }
    }

    /** How long tests wait for what does not come at once: enough for a machine that is busy with other things. */
    public static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    public static void stopElasticsearch() {
        elasticsearch.close();
    }

    public static void startElasticsearch() {
        elasticsearch = EmbeddedElasticsearch.start(DATA.resolve("elasticsearch"), elasticsearch.port());
    }

    public static String elasticsearchAddress() {
        return elasticsearch.httpAddress();
    }

    /** An event of this test's service, with an id of its own. */
    public ServiceEventBuilder event(String text) {
        return event(UUID.randomUUID().toString(), text);
    }

    public ServiceEventBuilder event(String id, String text) {
        return ServiceEvent.builder(new EventIdentity("/test", id), service)
                .serviceName("the service")
                .eventInfo(text)
                .occurTime(System.currentTimeMillis());
    }

    public ProducerRecord<byte[], byte[]> encode(ServiceEvent event) {
        return new CloudEventEncoder(topic).encode(event);
    }

    /** Sends the records in order and waits until all are acknowledged. */
    public List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        List<Future<RecordMetadata>> acknowledgements =
                records.stream().map(producer::send).toList();
        List<RecordMetadata> sent = new ArrayList<>();
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            sent.add(acknowledgement.get());
        }
        return sent;
    }

    public RecordMetadata send(ServiceEvent event) throws Exception {
        return send(List.of(encode(event))).getFirst();
    }

    /** The sources of this service's documents, oldest first; up to 10,000. */
    public List<JsonNode> documents() {
        JsonNode answer = elasticsearch(
                "POST", "/launchlog-events/_search?ignore_unavailable=true", """
                {"size": 10000, "sort": [{"occur_time": "asc"}, {"sequence": {"order": "asc", "missing": 0}}],
                 "query": {"term": {"service_id": "%s"}}}
                """.formatted(service.serviceId()));
        List<JsonNode> sources = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hit -> sources.add(hit.path("_source")));
        return sources;
    }

    /** Copies this service's documents, with ids and routing, to another index. */
    public void copyDocumentsTo(String path) {
        JsonNode answer = elasticsearch(
                "POST",
                "/launchlog-events/_search",
                "{\"query\": {\"term\": {\"service_id\": \"" + service.serviceId() + "\"}}}");
        for (JsonNode hit : answer.path("hits").path("hits")) {
            String parameters = "?refresh=true&routing=" + service.path().replace("/", "%2F");
            elasticsearch(
                    "PUT",
                    path + "/_doc/" + hit.path("_id").asString() + parameters,
                    hit.path("_source").toString());
        }
    }

    /** The texts of this service's documents, oldest first. */
    public List<String> texts() {
        return documents().stream()
                .map(source -> source.path("event_info").asString())
                .toList();
    }

    /** The source of this service's own document; missing when there is none. */
    public JsonNode serviceDocument() {
        return elasticsearch(
                        "GET",
                        "/launchlog-services/_doc/" + service.path().replace("/", "%2F") + "?routing="
                                + service.projectId(),
                        "")
                .path("_source");
    }

    public static JsonNode elasticsearch(String method, String path, String body) {
        return get(elasticsearch.httpAddress() + path, method, body);
    }

    /** For tests of which indices there are: others find none, and ingest that runs makes them anew. */
    public static void deleteIndices() {
        elasticsearch("GET", "/_all/_alias?expand_wildcards=all", "").propertyNames().stream()
                .filter(index -> index.startsWith("launchlog-"))
                .forEach(index -> elasticsearch("DELETE", "/" + index, ""));
    }

    /** The sum of the counters of that name, whatever their tags. */
    public static double counter(ConfigurableApplicationContext application, String name) {
        return application.getBean(MeterRegistry.class).find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    public static long timerCount(ConfigurableApplicationContext application, String name) {
        return application.getBean(MeterRegistry.class).get(name).timer().count();
    }

    public static JsonNode health(ConfigurableApplicationContext application) {
        return health(application, "");
    }

    /** The health of a group, such as {@code /readiness}. */
    public static JsonNode health(ConfigurableApplicationContext application, String group) {
        String port = application.getEnvironment().getProperty("local.server.port");
        return get("http://127.0.0.1:" + port + "/actuator/health" + group, "GET", "");
    }

    private static JsonNode get(String address, String method, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(30))
                    .header("content-type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All dead letters of this test's topic so far. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.deadLettersOf(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
            return letters;
        }
    }

    /** The records of this test's topic that are not committed yet. */
    public long lag() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var committed = admin.listConsumerGroupOffsets(topic)
                    .partitionsToOffsetAndMetadata()
                    .get();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(partitions).entrySet()) {
                var offset = committed.get(end.getKey());
                lag += end.getValue() - (offset == null ? 0 : offset.offset());
            }
            return lag;
        }
    }

    /** A producer of its own for transactions; they are to be initialized. */
    public KafkaProducer<byte[], byte[]> transactionalProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "transactional.id", topic),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Where an operation finds what this test has, as arguments. */
    public List<String> place() {
        return List.of(
                "--spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--spring.elasticsearch.uris=" + elasticsearch.httpAddress(),
                "--launchlog.topic.name=" + topic);
    }

    public static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    public static String bootstrapServers() {
        return KAFKA.bootstrapServers();
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("launchlog-ingest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        applications.forEach(ConfigurableApplicationContext::close);
        producer.close();
    }
}
