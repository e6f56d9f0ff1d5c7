package io.launchlog.ingest.operations;

/** Every metric of ingest, with its documentation. */
public enum IngestMetric {
    RECEIVED("launchlog.ingest.received", "Records taken from the log; a redelivery counts again"),
    INDEXED("launchlog.ingest.indexed", "Events that became a document"),
    DUPLICATES("launchlog.ingest.duplicates", "Events that were in the index before, with the same content"),
    CONFLICTS("launchlog.ingest.conflicts", "Events whose identity another event with other content had first"),
    FOLLOWING_REFUSED(
            "launchlog.ingest.following.refused",
            "Events of the index that another generation, being built or kept, does not take"),
    DEAD_LETTERS("launchlog.ingest.dead.letters", "Records acknowledged by the dead-letter topic, by `reason`"),
    RETRIES(
            "launchlog.ingest.retries",
            "Attempts at a batch that have to be repeated, by `cause`: `elasticsearch`, `dead-letter-topic`, `kafka` (a failed"
                    + " commit among them), `other`"),
    PAUSED("launchlog.ingest.paused", "Seconds for which workers were held up, all workers together"),
    BULK("launchlog.ingest.bulk", "Duration of bulks to Elasticsearch"),
    BULK_BYTES("launchlog.ingest.bulk.bytes", "Size of bulks to Elasticsearch, in bytes"),
    LAG(
            "launchlog.ingest.lag",
            "Records not completed yet, in hand or in the partitions read here, as of the last fetch"),
    EVENT_AGE("launchlog.ingest.event.age", "From a record's timestamp to its event being stored"),
    GAPS_HEALED("launchlog.ingest.gaps.healed", "Gaps in the offsets that hold records, which are read again"),
    GAPS_EMPTY("launchlog.ingest.gaps.empty", "Gaps in the offsets that hold no records, such as ends of transactions"),
    COMMITS_MADE_GOOD(
            "launchlog.ingest.commits.made.good",
            "Committed offsets that were behind what is done, or of an earlier topic, and were mended"),
    TOPICS_MADE_AGAIN(
            "launchlog.ingest.topics.made.again",
            "Times a consumer found the topic deleted and made again, and read it from its beginning"),
    LOST("launchlog.ingest.lost", "Offsets that Kafka's retention dropped before they were read"),
    RETENTION_BUCKETS("launchlog.ingest.retention.buckets", "Buckets dropped because all of their events had expired"),
    RETENTION_SERVICES("launchlog.ingest.retention.services", "Services deleted because all of their events are gone"),
    RETENTION_FAILURES("launchlog.ingest.retention.failures", "Attempts at retention that have to be repeated");

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

    /** What it means, for operators: the table in README says the same. */
    public String description() {
        return description;
    }
}
