package io.launchlog.model.wire;

/** Names and limits of the topics (contract section 1). */
public final class Topics {

    /** The default name of the topic of events. */
    public static final String SERVICE_EVENTS = "launchlog.service-events.v1";

    /** What is put behind the name of a topic to name the topic of its dead letters. */
    public static final String DEAD_LETTER_SUFFIX = ".dlq";

    /** What is put behind the name of the dead letters' topic to name that of the traces of replays. */
    private static final String REPLAYS_SUFFIX = ".replays";

    /** The largest record, in bytes: 1 MiB of key, value and headers, and room for the batch around it. */
    public static final int MAXIMUM_RECORD_BYTES = 1024 * 1024 + 1024;

    /** The largest dead letter, in bytes: the largest record and the headers that are added to it. */
    public static final int MAXIMUM_DEAD_LETTER_BYTES = MAXIMUM_RECORD_BYTES + 16 * 1024;

    private Topics() {}

    /** The topic of the dead letters of that topic. */
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /** The compacted topic that remembers which dead letters of that topic were replayed. */
    public static String replaysOf(String topic) {
        return deadLettersOf(topic) + REPLAYS_SUFFIX;
    }
}
