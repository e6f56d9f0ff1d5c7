package io.launchlog.ingest.verify;

/** What comparing a part finds: each record of the log, each document and each missing document once. */
interface Findings {

    /** The record is the one whose document is to be there. */
    void logged(LogEntry entry);

    /** The record is the same event again. */
    void repeated(LogEntry entry);

    /** The record has the identity of another event that came first: a dead letter is to be there. */
    void conflict(LogEntry entry);

    /** A dead letter says that the record is not in the index. */
    void refused(LogEntry entry);

    /** Ingest has not committed the record yet. */
    void pending(LogEntry entry);

    /** The document is what the log says, where it belongs. */
    void matched(IndexEntry document);

    /** There is no document for that record. */
    void missing(LogEntry entry);

    /**
     * There is no document for that record, of which the log has an expired event with the same identity before: it may
     * have lost against that one, when its dead letter is gone.
     */
    void missingFollower(LogEntry entry);

    /** There is no document for that record, and no index: retention has dropped it. */
    void expired(LogEntry entry);

    /** The document for that record says something else. */
    void divergent(LogEntry entry);

    /**
     * The document's identity is in the log, but belongs into another index or has another routing.
     *
     * @param winner whose document is to be there
     */
    void duplicated(IndexEntry document, LogEntry winner);

    /** The document may come from a record that Kafka has dropped. */
    void beforeTheLog(IndexEntry document);

    /** The document's identity is not in the log. */
    void unexpected(IndexEntry document);
}
