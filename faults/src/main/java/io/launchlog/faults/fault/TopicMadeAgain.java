package io.launchlog.faults.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Somebody deletes the topic of events and makes it again, under ingest that runs: its offsets begin at 0 again. */
final class TopicMadeAgain implements Fault {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "topic-made-again";
    }

    @Override
    public String description() {
        return "the topic of events is deleted, when all of it is ingested, and made again";
    }

    /** What is published to a topic that is being deleted is lost in Kafka. */
    @Override
    public boolean strikesAmidst() {
        return false;
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        scene.renewTopic().with(() -> {
            // Every second time so soon that consumers need not notice that it was gone.
            Duration away = number % 2 == 0 ? scene.scale().hold() : Duration.ZERO;
            try (Admin admin = scene.cluster().admin()) {
                TopicDescription before = describe(admin, scene.topic());
                admin.deleteTopics(List.of(scene.topic())).all().get();
                await("is not gone", () -> !admin.listTopics().names().get().contains(scene.topic()));
                await("has offsets still", () -> !hasOffsets(admin, scene.topic()));
                scene.pauseUpTo(away);
                short replicas =
                        (short) before.partitions().getFirst().replicas().size();
                admin.createTopics(List.of(
                                new NewTopic(scene.topic(), before.partitions().size(), replicas)))
                        .all()
                        .get();
                await(
                        "is not there",
                        () -> describe(admin, scene.topic()).partitions().stream()
                                .allMatch(partition -> partition.leader() != null));
            } catch (ExecutionException e) {
                throw new IOException("The topic was not made again: " + e.getCause(), e);
            }
        });
        return 1;
    }

    private static TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        if (description == null) {
            throw new IllegalStateException("Kafka does not describe " + topic);
        }
        return description;
    }

    private static boolean hasOffsets(Admin admin, String topic) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().keySet().stream()
                .anyMatch(partition -> partition.topic().equals(topic));
    }

    private static void await(String otherwise, Condition condition)
            throws IOException, ExecutionException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("After " + PATIENCE.toSeconds() + " s the topic " + otherwise);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Not every broker knows of a new topic at once. */
    private static boolean holds(Condition condition) throws ExecutionException, InterruptedException {
        try {
            return condition.holds();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** Looks once. */
    @FunctionalInterface
    private interface Condition {

        boolean holds() throws ExecutionException, InterruptedException;
    }
}
