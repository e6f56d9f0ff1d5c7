package io.launchlog.ingest.operations;

/** Why a batch has to be tried again. */
public enum RetryCause {
    ELASTICSEARCH("elasticsearch"),
    DEAD_LETTER_TOPIC("dead-letter-topic"),

    /** Which topic is there was not known, or a commit has failed. */
    KAFKA("kafka"),
    OTHER("other");

    private final String label;

    RetryCause(String label) {
        this.label = label;
    }

    /** The value of the metric's tag. */
    public String label() {
        return label;
    }
}
