package io.launchlog.ingest.verify;

import io.launchlog.ingest.log.RecordSet;
import io.launchlog.ingest.verify.StrayFile.Stray;

/** Counts what is right, and keeps what is to be looked at again. For one thread. */
final class CollectedFindings implements Findings {

    private final DeadLetters letters;
    private final long keptSince;
    private final RecordSet withLetter;
    private final RecordSet differing;
    private final StrayFile strays;
    private long logged;
    private long repeated;
    private long conflicts;
    private long refused;
    private long pending;
    private long matched;
    private long expired;
    private long beforeTheLog;
    private long withinRetention;

    /**
     * @param keptSince documents of that occur time, epoch milliseconds, or a later one come from records that the log's
     *     retention keeps
     * @param withLetter gets the records that are to have a dead letter
     * @param differing gets the records whose documents are missing or divergent
     * @param strays gets the documents that are not to be there
     */
    CollectedFindings(
            DeadLetters letters, long keptSince, RecordSet withLetter, RecordSet differing, StrayFile strays) {
        this.letters = letters;
        this.keptSince = keptSince;
        this.withLetter = withLetter;
        this.differing = differing;
        this.strays = strays;
    }

    @Override
    public void logged(LogEntry entry) {
        logged++;
    }

    @Override
    public void repeated(LogEntry entry) {
        repeated++;
    }

    @Override
    public void conflict(LogEntry entry) {
        conflicts++;
        if (letters.isMissed(entry.timestamp())) {
            withLetter.add(entry.partition(), entry.offset());
        }
    }

    @Override
    public void refused(LogEntry entry) {
        refused++;
    }

    @Override
    public void pending(LogEntry entry) {
        pending++;
    }

    @Override
    public void matched(IndexEntry document) {
        matched++;
    }

    @Override
    public void missing(LogEntry entry) {
        differing.add(entry.partition(), entry.offset());
    }

    @Override
    public void missingFollower(LogEntry entry) {
        // A document that was refused once is not to be stored because somebody has deleted the letter that says so.
        if (letters.reachBackTo(entry.timestamp())) {
            missing(entry);
        } else {
            expired(entry);
        }
    }

    @Override
    public void expired(LogEntry entry) {
        expired++;
    }

    @Override
    public void divergent(LogEntry entry) {
        differing.add(entry.partition(), entry.offset());
    }

    @Override
    public void duplicated(IndexEntry document, LogEntry winner) {
        strays.add(Stray.duplicated(document, winner));
    }

    @Override
    public void beforeTheLog(IndexEntry document) {
        beforeTheLog++;
        if (document.occurTime() >= keptSince) {
            withinRetention++;
        }
    }

    @Override
    public void unexpected(IndexEntry document) {
        strays.add(Stray.unexpected(document.index(), document.id().text(), document.routed()));
    }

    long logged() {
        return logged;
    }

    long repeated() {
        return repeated;
    }

    long conflicts() {
        return conflicts;
    }

    long refused() {
        return refused;
    }

    long pending() {
        return pending;
    }

    long matched() {
        return matched;
    }

    long expired() {
        return expired;
    }

    long beforeTheLog() {
        return beforeTheLog;
    }

    /** How many of those before the log its retention cannot have made so. */
    long withinRetention() {
        return withinRetention;
    }
}
