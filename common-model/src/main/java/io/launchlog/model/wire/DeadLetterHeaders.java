package io.launchlog.model.wire;

import java.util.Set;

/**
 * The headers that a dead letter has beside those of the original (contract section 1). Values are UTF-8 text; of several
 * with one name the last counts. {@link #ORIGINAL_TOPIC} and its like are about the record that became the letter, also
 * when that record was itself a replay: so every record of the log that is not in the index has its letter.
 */
public final class DeadLetterHeaders {

    /** {@link DeadLetterReason#wireName()}. */
    public static final String REASON = "launchlog-reason";

    /** The field, what is wrong and what is allowed: up to {@value #MAXIMUM_DETAIL_LENGTH} characters. */
    public static final String DETAIL = "launchlog-detail";

    public static final String ORIGINAL_TOPIC = "launchlog-original-topic";

    /**
     * Kafka's id of that topic: one that was deleted and made again has another. Kafka's zero id when the record was
     * found amidst such a change, and may be of either one.
     */
    public static final String ORIGINAL_TOPIC_ID = "launchlog-original-topic-id";

    /** Decimal text, like the next two. */
    public static final String ORIGINAL_PARTITION = "launchlog-original-partition";

    public static final String ORIGINAL_OFFSET = "launchlog-original-offset";

    /** Epoch milliseconds. */
    public static final String ORIGINAL_TIMESTAMP = "launchlog-original-timestamp";

    /** The field or attribute at fault; only there when one is. */
    public static final String FIELD = "launchlog-field";

    /** When ingest first found the content at fault, epoch milliseconds; replays keep it. */
    public static final String FIRST_SEEN = "launchlog-first-seen";

    /** How often the content has been a dead letter: 1, or more after replays. */
    public static final String ATTEMPT = "launchlog-attempt";

    /** On a replayed record, and so on its next letter: {@code topic/partition/offset} of the letter that was replayed. */
    public static final String REPLAYED_FROM = "launchlog-replayed-from";

    /** Beside {@link #REPLAYED_FROM}: {@code topic/partition/offset} of the record that was the first letter's original. */
    public static final String FIRST_ORIGINAL = "launchlog-first-original";

    /** All of the above. */
    public static final Set<String> NAMES = Set.of(
            REASON,
            DETAIL,
            ORIGINAL_TOPIC,
            ORIGINAL_TOPIC_ID,
            ORIGINAL_PARTITION,
            ORIGINAL_OFFSET,
            ORIGINAL_TIMESTAMP,
            FIELD,
            FIRST_SEEN,
            ATTEMPT,
            REPLAYED_FROM,
            FIRST_ORIGINAL);

    public static final int MAXIMUM_DETAIL_LENGTH = 1024;

    private DeadLetterHeaders() {}
}
