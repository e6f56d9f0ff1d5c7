package io.launchlog.faults.fault;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Every 3 seconds a member joins the group, which takes partitions from ingest, or leaves it, which gives them back. It is
 * a consumer that does nothing: a whole instance needs longer than that to start.
 */
final class MembersComeAndGo implements Fault {

    private static final Duration STAY = Duration.ofSeconds(3);

    /** A group whose members are busy needs longer to let it in. */
    private static final Duration LONGEST_STAY = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public String name() {
        return "members-come-and-go";
    }

    @Override
    public String description() {
        return "a member joins the group or leaves it every 3 s, and partitions move";
    }

    /** Fewer members than partitions: one more would get none. */
    @Override
    public int consumers() {
        return 1;
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        long end = System.nanoTime() + scene.scale().hold().multipliedBy(2).toNanos();
        long moved = 0;
        do {
            moved += stay(scene);
            scene.pause(STAY);
        } while (System.nanoTime() - end < 0);
        return moved;
    }

    /** Returns how many partitions it was given. */
    private static long stay(Scene scene) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                scene.cluster().bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                scene.topic(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        AtomicLong given = new AtomicLong();
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(scene.topic()), counting(given));
            long start = System.nanoTime();
            Duration stayed = Duration.ZERO;
            while (stayed.compareTo(given.get() == 0 ? LONGEST_STAY : STAY) < 0) {
                member.poll(POLL);
                stayed = Duration.ofNanos(System.nanoTime() - start);
            }
        }
        return given.get();
    }

    private static ConsumerRebalanceListener counting(AtomicLong given) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                given.addAndGet(partitions.size());
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        };
    }
}
