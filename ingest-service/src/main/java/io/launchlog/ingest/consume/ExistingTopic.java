package io.launchlog.ingest.consume;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic as Kafka describes it.
 *
 * @param partitions how many there are
 * @param copies of each partition
 * @param config its settings; null when Kafka does not tell them
 */
record ExistingTopic(
        String name, int partitions, int copies, @Nullable Config config) {

    private static final long FOR_EVER = -1;

    /** How it is, for people. */
    String describe() {
        return partitions
                + (partitions == 1 ? " partition, " : " partitions, ")
                + copies
                + (copies == 1 ? " copy of each" : " copies of each")
                + (config == null
                        ? ""
                        : ", retention.ms=" + value(TopicConfig.RETENTION_MS_CONFIG) + ", min.insync.replicas="
                                + value(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
    }

    /** What is not as it would be made, each with the remedy. */
    List<String> differences(NewTopic wanted) {
        List<String> differences = new ArrayList<>();
        comparePartitions(wanted, differences);
        if (wanted.replicationFactor() > 0 && wanted.replicationFactor() != copies) {
            differences.add("it has " + copies + " copies of each partition, launchlog.topic.replication-factor says "
                    + wanted.replicationFactor() + ": reassign them with kafka-reassign-partitions.sh, or set the"
                    + " property to " + copies);
        }
        if (config == null) {
            differences.add("its settings were not told: allow DescribeConfigs on it to who runs this");
            return differences;
        }
        new TreeMap<>(wanted.configs()).forEach((setting, value) -> compare(setting, value, differences));
        compareCut(wanted.configs(), differences);
        compareInSync(differences);
        return differences;
    }

    private void comparePartitions(NewTopic wanted, List<String> differences) {
        if (partitions < wanted.numPartitions()) {
            differences.add("it has " + partitions + " partitions, " + wanted.numPartitions()
                    + " are wanted: kafka-topics.sh --alter --topic " + name + " --partitions "
                    + wanted.numPartitions());
        } else if (partitions > wanted.numPartitions()) {
            differences.add("it has " + partitions + " partitions, " + wanted.numPartitions()
                    + " are wanted, and Kafka takes none away: set launchlog.topic.partitions to " + partitions);
        }
    }

    private void compare(String setting, String wanted, List<String> differences) {
        String found = value(setting);
        boolean isEnough = switch (setting) {
            case TopicConfig.RETENTION_MS_CONFIG -> isAsLong(number(found), number(wanted));
            case TopicConfig.MAX_MESSAGE_BYTES_CONFIG -> number(found) >= number(wanted);
            default -> found.equals(wanted);
        };
        if (!isEnough) {
            differences.add(alter(setting, found, wanted));
        }
    }

    /** Also what is not set for a topic when it is made can lose records. */
    private void compareCut(Map<String, String> wanted, List<String> differences) {
        String bytes = value(TopicConfig.RETENTION_BYTES_CONFIG);
        if (TopicConfig.CLEANUP_POLICY_DELETE.equals(wanted.get(TopicConfig.CLEANUP_POLICY_CONFIG))
                && number(bytes) != FOR_EVER) {
            differences.add(alter(TopicConfig.RETENTION_BYTES_CONFIG, bytes, "-1"));
        }
    }

    private void compareInSync(List<String> differences) {
        long needed = number(value(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG));
        if (needed > copies) {
            differences.add("nothing can be written to it, as min.insync.replicas is " + needed + " and it has "
                    + copies + (copies == 1 ? " copy" : " copies") + " of each partition: "
                    + command(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, copies - 1))));
        }
    }

    private String alter(String setting, String found, String wanted) {
        return setting + " is " + found + ", wanted is " + wanted + ": " + command(setting, wanted);
    }

    private String command(String setting, String value) {
        return "kafka-configs.sh --alter --topic " + name + " --add-config " + setting + "=" + value;
    }

    private static boolean isAsLong(long found, long wanted) {
        return found == FOR_EVER || (wanted != FOR_EVER && found >= wanted);
    }

    private static long number(String value) {
        return value.isEmpty() ? FOR_EVER : Long.parseLong(value);
    }

    private String value(String setting) {
        ConfigEntry entry = config == null ? null : config.get(setting);
        return entry == null || entry.value() == null ? "" : entry.value();
    }
}
