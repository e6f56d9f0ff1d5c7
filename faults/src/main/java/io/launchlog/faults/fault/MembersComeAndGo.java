package io.launchlog.faults.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Every 3 seconds a member joins the group or leaves it, which rebalances it. It is a consumer that does nothing:
 * a whole instance needs longer than that to start. It need not get a partition, because ingest has as many members.
 */
final class MembersComeAndGo implements Fault {

    private static final Duration STAY = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public String name() {
        return "members-come-and-go";
    }

    @Override
    public String description() {
        return "a member joins the group or leaves it every 3 s";
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        long end = System.nanoTime() + scene.scale().hold().multipliedBy(2).toNanos();
        long joined = 0;
        do {
            joined += stay(scene);
            scene.pause(STAY);
        } while (System.nanoTime() - end < 0);
        return joined;
    }

    /** Returns 1 when the group has taken it in. */
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
        boolean joined = false;
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(scene.topic()));
            long end = System.nanoTime() + STAY.toNanos();
            while (System.nanoTime() - end < 0) {
                member.poll(POLL);
                joined |= member.groupMetadata().generationId() > 0;
            }
        }
        return joined ? 1 : 0;
    }
}
