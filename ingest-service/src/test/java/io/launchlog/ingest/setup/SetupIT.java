package io.launchlog.ingest.setup;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** {@code setup} on a real Kafka and a real Elasticsearch. */
class SetupIT {

    private final IngestFixture fixture = new IngestFixture();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void forget() {
        IngestFixture.deleteIndices();
        IngestFixture.elasticsearch("DELETE", "/_index_template/launchlog-*", "");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void makes_all_that_ingest_needs_and_finds_it_the_next_time() throws Exception {
        String[] configured = {
            "launchlog.topic.partitions=3",
            "launchlog.topic.replication-factor=1",
            "launchlog.topic.min-insync-replicas=1",
            "launchlog.retention=30d"
        };

        assertThat(run(configured)).as(err.toString()).isZero();

        assertThat(lines("made"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith(fixture.topic() + ": 3 partitions, 1 copy of each, retention.ms=2678400000,"
                                        + " min.insync.replicas=1"),
                        line -> assertThat(line).contains(Topics.deadLettersOf(fixture.topic()) + ": 3 partitions"),
                        line -> assertThat(line).contains(Topics.replaysOf(fixture.topic()) + ": 1 partition,"),
                        line -> assertThat(line).endsWith("index launchlog-state"),
                        line -> assertThat(line).endsWith("index template launchlog-services-g1"),
                        line -> assertThat(line).endsWith("index template launchlog-events-g1"),
                        line -> assertThat(line).endsWith("index launchlog-services-g1"),
                        line -> assertThat(line).contains("index launchlog-events-g1-20"),
                        line -> assertThat(line).endsWith("alias launchlog-services: leads to generation 1"),
                        line -> assertThat(line).endsWith("alias launchlog-events: leads to generation 1"));
        assertThat(out.toString()).endsWith("Set up: 10 made, 0 updated, 0 found; 0 of them differ.\n");
        assertThat(description(fixture.topic()).partitions()).hasSize(3);
        Config letters = config(Topics.deadLettersOf(fixture.topic()));
        assertThat(letters.get("retention.ms").value()).isEqualTo("2678400000");
        assertThat(letters.get("min.insync.replicas").source()).hasToString("DYNAMIC_TOPIC_CONFIG");

        assertThat(run(configured)).isZero();
        assertThat(lines("found")).hasSize(10);
        assertThat(out.toString()).endsWith("Set up: 0 made, 0 updated, 10 found; 0 of them differ.\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void ingest_finds_what_it_has_made() throws Exception {
        assertThat(run()).isZero();

        fixture.startIngest();
        fixture.send(fixture.event("after the set-up").build());

        eventually().until(() -> fixture.texts().equals(List.of("after the set-up")));
    }

    @Test
    void tells_what_of_a_topic_differs_with_the_remedy_and_leaves_it_alone() throws Exception {
        try (Admin admin = IngestFixture.admin()) {
            admin.createTopics(List.of(
                            new NewTopic(fixture.topic(), 2, (short) 1)
                                    .configs(Map.of("retention.ms", "604800000", "min.insync.replicas", "2")),
                            new NewTopic(Topics.deadLettersOf(fixture.topic()), 5, (short) 1)
                                    .configs(Map.of("retention.bytes", "1000", "retention.ms", "-1"))))
                    .all()
                    .get();
        }

        assertThat(run()).isZero();
        String topic = fixture.topic();
        String letters = Topics.deadLettersOf(topic);
        assertThat(lines("differs"))
                .anySatisfy(line -> assertThat(line)
                        .contains("topic " + topic + ": it has 2 partitions, 4 are wanted: kafka-topics.sh --alter"))
                .anySatisfy(line -> assertThat(line)
                        .endsWith(
                                "topic " + topic + ": retention.ms is 604800000, wanted is 7862400000: kafka-configs.sh"
                                        + " --alter --topic " + topic + " --add-config retention.ms=7862400000"))
                .anySatisfy(line -> assertThat(line)
                        .contains("topic " + topic + ": nothing can be written to it, as min.insync.replicas is 2")
                        .endsWith("--add-config min.insync.replicas=1"))
                .anySatisfy(line -> assertThat(line)
                        .contains("topic " + letters + ": it has 5 partitions", "launchlog.topic.partitions to 5"))
                .anySatisfy(line ->
                        assertThat(line).contains("topic " + letters + ": retention.bytes is 1000, wanted is -1"))
                .noneSatisfy(line -> assertThat(line).contains(letters + ": retention.ms"));
        assertThat(out.toString()).endsWith("2 of them differ.\n");
        assertThat(description(topic).partitions()).hasSize(2);
        assertThat(config(topic).get("retention.ms").value()).isEqualTo("604800000");

        assertThat(runWith("--strict")).isEqualTo(1);
        assertThat(lines("differs")).isNotEmpty();
    }

    @Test
    void tells_how_indices_differ_from_what_would_be_made_now() throws Exception {
        assertThat(run()).isZero();
        IngestFixture.elasticsearch("PUT", "/_index_template/launchlog-services-g1", """
                {"index_patterns": ["launchlog-services-g1"], "template":
                  {"mappings": {"properties": {"first_seen": {"type": "keyword"}}}}}""");
        IngestFixture.elasticsearch("DELETE", "/launchlog-services-g1", "");

        assertThat(run("launchlog.index.shards=2")).isZero();
        assertThat(lines("updated")).hasSize(2);
        assertThat(lines("differs")).singleElement().asString().contains("index launchlog-events-g1-", "1 primary");

        IngestFixture.elasticsearch("DELETE", "/_index_template/launchlog-*", "");
        IngestFixture.elasticsearch("DELETE", "/launchlog-services-g1", "");
        IngestFixture.elasticsearch(
                "PUT",
                "/launchlog-services-g1",
                "{\"mappings\": {\"properties\": {\"first_seen\": {\"type\": \"keyword\"}}}}");
        assertThat(run()).isZero();
        assertThat(lines("differs"))
                .singleElement()
                .asString()
                .contains("index launchlog-services-g1: ", "mapping of cloud, first_seen, last_seen", "rebuild");
    }

    @Test
    void waits_until_elasticsearch_is_there() throws Exception {
        IngestFixture.stopElasticsearch();
        CompletableFuture<Integer> end;
        try {
            end = CompletableFuture.supplyAsync(() -> runWith("--wait=5m"));
            eventually().until(() -> err.toString().contains("launchlog: waiting for Elasticsearch: "));
        } finally {
            IngestFixture.startElasticsearch();
        }

        assertThat(end.get(5, TimeUnit.MINUTES)).isZero();
        assertThat(lines("made")).hasSizeGreaterThanOrEqualTo(3);
    }

    private int run(String... properties) {
        out.getBuffer().setLength(0);
        return runWith("--wait=1m", properties);
    }

    private int runWith(String option, String... properties) {
        String[] all = Stream.concat(
                        fixture.place().stream(),
                        Stream.concat(
                                Stream.of(
                                        "--launchlog.consume.enabled=false", "--spring.main.lazy-initialization=true"),
                                Stream.of(properties).map(property -> "--" + property)))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(IngestApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=" + IngestApplication.CONFIGURATION)
                .run(all)) {
            return new CommandLine(new SetupCommand(() -> context.getBean(Setup.class)))
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(option);
        }
    }

    private List<String> lines(String state) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(state + " "))
                .toList();
    }

    private static TopicDescription description(String topic) throws Exception {
        try (Admin admin = IngestFixture.admin()) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        }
    }

    private static Config config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = IngestFixture.admin()) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource);
        }
    }
}
