package io.launchlog.model.wire;

/** The headers that a dead letter has beside those of the original (contract section 1). Values are UTF-8 text. */
public final class DeadLetterHeaders {

    /** {@link DeadLetterReason#wireName()}. */
    public static final String REASON = "launchlog-reason";

    /** The field, what is wrong and what is allowed: up to {@value #MAXIMUM_DETAIL_LENGTH} characters. */
    public static final String DETAIL = "launchlog-detail";

    public static final String ORIGINAL_TOPIC = "launchlog-original-topic";

    /** Decimal text, like the next two. */
    public static final String ORIGINAL_PARTITION = "launchlog-original-partition";

    public static final String ORIGINAL_OFFSET = "launchlog-original-offset";

    /** Epoch milliseconds. */
    public static final String ORIGINAL_TIMESTAMP = "launchlog-original-timestamp";

    public static final int MAXIMUM_DETAIL_LENGTH = 1024;

    private DeadLetterHeaders() {}
}
