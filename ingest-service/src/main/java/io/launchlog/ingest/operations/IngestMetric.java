package io.launchlog.ingest.operations;

/** Every metric of ingest, with its documentation. */
public enum IngestMetric {
    RECEIVED("launchlog.ingest.received", "Records taken from the log; a redelivery counts again"),
    INDEXED("launchlog.ingest.indexed", "Events that became a document"),
    DUPLICATES("launchlog.ingest.duplicates", "Events that were in the index before, with the same content"),
    DEAD_LETTERS("launchlog.ingest.dead.letters", "Records acknowledged by the dead-letter topic, by reason"),
    RETRIES("launchlog.ingest.retries", "Attempts at a batch that have to be repeated, by cause"),
    BULK("launchlog.ingest.bulk", "Duration of bulks to Elasticsearch"),
    BULK_BYTES("launchlog.ingest.bulk.bytes", "Size of bulks to Elasticsearch, in bytes"),
    GAPS_HEALED("launchlog.ingest.gaps.healed", "Times that passed over records were noticed and read"),
    GAPS_EMPTY("launchlog.ingest.gaps.empty", "Gaps in the offsets that hold no records, as transactions leave them"),
    EVENT_AGE("launchlog.ingest.event.age", "From a record's timestamp to its event being stored");

    private final String id;
    private final String description;

    IngestMetric(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The name of the meter. */
    public String id() {
        return id;
    }

    /** One sentence for operators. */
    public String description() {
        return description;
    }
}
