package io.launchlog.ingest.verify;

import io.launchlog.ingest.verify.StrayFile.Stray;
import java.util.Set;

/** Counts what is right, and keeps what is to be looked at again. For one thread. */
final class CollectedFindings implements Findings {

    private final DeadLetters letters;
    private final IndexNumbers numbers;
    private final Set<String> indices;
    private final long expiredUntil;
    private final long logReachesBackTo;
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

    /**
     * @param indices those that are there
     * @param expiredUntil an index that ends before that, epoch milliseconds, may have been dropped by retention
     * @param logReachesBackTo documents of an earlier occur time, epoch milliseconds, may come from records that Kafka
     *     has dropped
     * @param withLetter gets the records that are to have a dead letter
     * @param differing gets the records whose documents are missing or divergent
     * @param strays gets the documents that are not to be there
     */
    CollectedFindings(
            DeadLetters letters,
            IndexNumbers numbers,
            Set<String> indices,
            long expiredUntil,
            long logReachesBackTo,
            RecordSet withLetter,
            RecordSet differing,
            StrayFile strays) {
        this.letters = letters;
        this.numbers = numbers;
        this.indices = indices;
        this.expiredUntil = expiredUntil;
        this.logReachesBackTo = logReachesBackTo;
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
        if (letters.reachBackTo(entry.timestamp())) {
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
        if (numbers.endOf(entry.index()) <= expiredUntil && !indices.contains(numbers.name(entry.index()))) {
            expired++;
        } else {
            differing.add(entry.partition(), entry.offset());
        }
    }

    @Override
    public void divergent(LogEntry entry) {
        differing.add(entry.partition(), entry.offset());
    }

    @Override
    public void duplicated(IndexEntry document) {
        strays.add(
                new Stray(Difference.DUPLICATED, document.index(), document.id().text(), document.routed()));
    }

    @Override
    public void unexpected(IndexEntry document) {
        if (document.occurTime() >= 0 && document.occurTime() < logReachesBackTo) {
            beforeTheLog++;
        } else {
            strays.add(new Stray(
                    Difference.UNEXPECTED, document.index(), document.id().text(), document.routed()));
        }
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
}
