package io.launchlog.faults.run;

import io.launchlog.faults.fault.Scene.Renewal;
import io.launchlog.faults.invariant.CommitCheck;
import io.launchlog.faults.invariant.Verdict;
import io.launchlog.faults.ledger.Content;
import io.launchlog.faults.ledger.IndexReader;
import io.launchlog.faults.ledger.LogEntry;
import io.launchlog.faults.ledger.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compares committed offsets with what is durable, again and again while a run goes on. The offsets are read first, so
 * a record that becomes durable right after its commit may be missed; when ingest is dead, nothing is.
 */
final class CommitWatch {

    private static final Duration PERIOD = Duration.ofMillis(300);

    private final ReentrantLock lock = new ReentrantLock();
    private final CommitCheck check = new CommitCheck();
    private final Group group;
    private final LogReader log;
    private final IndexReader index;
    private final Watch watch = new Watch("commit-watch", PERIOD, this::look);

    CommitWatch(Group group, LogReader log, IndexReader index) {
        this.group = group;
        this.log = log;
        this.index = index;
    }

    void start() {
        watch.start();
    }

    /** Looks while ingest does nothing. */
    void lookAtRest() {
        try {
            look();
        } catch (IOException e) {
            throw new UncheckedIOException("Commits cannot be compared with the index", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /**
     * Has the topic deleted and made again, looking before and not meanwhile.
     *
     * @param renewal returns when nothing is left of the old topic, its committed offsets included
     */
    void renewTopic(Renewal renewal) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            look();
            renewal.run();
            log.topicIsNew();
            check.topicIsNew();
        } finally {
            lock.unlock();
        }
    }

    /** Without an answer, what was passed meanwhile is looked at next time. */
    private void look() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Map<Integer, Long> committed = group.committed();
            log.advance();
            List<LogEntry> passed = new ArrayList<>();
            committed.forEach(
                    (partition, offset) -> passed.addAll(check.passed(partition, log.partition(partition), offset)));
            List<Content> contents = new ArrayList<>();
            for (LogEntry entry : passed) {
                if (entry.content() != null) {
                    contents.add(entry.content());
                }
            }
            Set<Content> stored = index.stored(contents);
            for (LogEntry entry : passed) {
                Content content = entry.content();
                boolean durable = content != null && stored.contains(content);
                check.look(entry, durable || log.isDeadLetter(entry.place()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalStateException when the watching had ended before it was told to */
    Verdict verdict() {
        watch.requireWhole();
        return check.verdict();
    }

    /** Ends the watching; {@link #verdict()} and the log may be used by the caller then. */
    void close() throws InterruptedException {
        watch.close();
    }
}
