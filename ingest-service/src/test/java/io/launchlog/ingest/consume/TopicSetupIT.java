package io.launchlog.ingest.consume;

import static io.launchlog.ingest.IngestFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.model.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;

/** Making topics on a real broker, and who may not. */
class TopicSetupIT {

    private static final Map<String, Object> BROKER = Map.of("bootstrap.servers", IngestFixture.bootstrapServers());

    private final String events = Topics.SERVICE_EVENTS + "." + UUID.randomUUID();
    private final List<String> names = List.of(events, Topics.deadLettersOf(events), Topics.replaysOf(events));

    @Test
    void makes_all_topics_and_leaves_them_alone_the_next_time() throws Exception {
        List<String> asked = new ArrayList<>();
        TopicSetup setup = setup((topics, made) -> {
            topics.forEach(topic -> asked.add(topic.name()));
            return made.get();
        });

        setup.create();
        awaitTopics(names);
        setup.create();

        assertThat(asked).containsExactlyElementsOf(names);
    }

    @Test
    void needs_no_right_to_make_topics_when_all_are_there() throws Exception {
        make(names);

        setup((topics, _) -> refused(topics)).create();
    }

    @Test
    void asks_for_the_missing_one_only() throws Exception {
        make(names.subList(0, 2));
        List<String> asked = new ArrayList<>();

        setup((topics, made) -> {
                    topics.forEach(topic -> asked.add(topic.name()));
                    return made.get();
                })
                .create();

        assertThat(asked).containsExactly(Topics.replaysOf(events));
        awaitTopics(names);
    }

    @Test
    void says_that_it_may_not_make_a_topic_that_is_missing() throws Exception {
        make(names.subList(0, 2));

        assertThatThrownBy(() -> setup((topics, _) -> refused(topics)).create())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Topics.replaysOf(events))
                .hasMessageContaining("TopicAuthorizationException");
    }

    @Test
    void a_topic_that_somebody_else_makes_in_between_is_as_good() throws Exception {
        setup((topics, made) -> {
                    make(topics.stream().map(NewTopic::name).toList());
                    return made.get();
                })
                .create();

        awaitTopics(names);
    }

    /** What a broker says to who may not make topics, of any topic. */
    private static CreateTopicsResult refused(Collection<NewTopic> topics) {
        Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> answers = new HashMap<>();
        for (NewTopic topic : topics) {
            var answer = new KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig>();
            answer.completeExceptionally(new TopicAuthorizationException("Authorization failed."));
            answers.put(topic.name(), answer);
        }
        return new CreateTopicsResult(answers) {};
    }

    /** How topics are made: for those that are asked for, with what the broker does. */
    private interface Making
            extends BiFunction<Collection<NewTopic>, Supplier<CreateTopicsResult>, CreateTopicsResult> {}

    private TopicSetup setup(Making making) {
        return new TopicSetup(
                new KafkaAdmin(BROKER),
                new TopicProperties(events, 4, (short) -1, -1),
                new LogRetention(new EventTimeProperties(Duration.ofDays(90), Duration.ofDays(1)))) {
            @Override
            Admin open() {
                return new ForwardingAdmin(BROKER) {
                    @Override
                    public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
                        return making.apply(topics, () -> super.createTopics(topics, options));
                    }
                };
            }
        };
    }

    private void make(List<String> topics) {
        try (Admin admin = IngestFixture.admin()) {
            admin.createTopics(topics.stream()
                            .map(name -> new NewTopic(name, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        awaitTopics(topics);
    }

    private static void awaitTopics(List<String> topics) {
        try (Admin admin = IngestFixture.admin()) {
            eventually().until(() -> admin.listTopics().names().get().containsAll(topics));
        }
    }
}
