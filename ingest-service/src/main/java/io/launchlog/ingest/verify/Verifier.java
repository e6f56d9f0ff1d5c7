package io.launchlog.ingest.verify;

import io.launchlog.ingest.consume.EventTimeProperties;
import io.launchlog.ingest.consume.TopicProperties;
import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.RecordSet;
import io.launchlog.ingest.log.Workers;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.store.StoredEvent;
import io.launchlog.model.index.ServiceDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Component;

/**
 * Compares the log with its projection: both sides are cut into parts by id on disk, and compared part by part, so that
 * memory does not grow with the log. May run while ingest runs.
 */
@Component
public class Verifier {

    /** Two sides of so many entries fit into a small heap. */
    private static final long ENTRIES_OF_A_PART = 150_000;

    /** Files that are open at a time are limited. */
    private static final int MOST_PARTS = 1_000;

    private final LogReader log;
    private final DeadLetterReader deadLetters;
    private final TopicRetention retention;
    private final IngestGroup ingest;
    private final UnreadCheck unreadCheck;
    private final IndexReader index;
    private final RecordCheck records;
    private final StrayCheck strayDocuments;
    private final LetterCheck letterCheck;
    private final ServiceCheck serviceCheck;
    private final CloudEventDecoder decoder;
    private final ProjectionSetup projection;
    private final IndexProperties indices;
    private final EventTimeProperties times;
    private final String topic;
    private final Clock clock;

    Verifier(
            LogReader log,
            DeadLetterReader deadLetters,
            TopicRetention retention,
            IngestGroup ingest,
            UnreadCheck unreadCheck,
            IndexReader index,
            RecordCheck records,
            StrayCheck strayDocuments,
            LetterCheck letterCheck,
            ServiceCheck serviceCheck,
            CloudEventDecoder decoder,
            ProjectionSetup projection,
            IndexProperties indices,
            EventTimeProperties times,
            TopicProperties properties,
            Clock clock) {
        this.log = log;
        this.deadLetters = deadLetters;
        this.retention = retention;
        this.ingest = ingest;
        this.unreadCheck = unreadCheck;
        this.index = index;
        this.records = records;
        this.strayDocuments = strayDocuments;
        this.letterCheck = letterCheck;
        this.serviceCheck = serviceCheck;
        this.decoder = decoder;
        this.projection = projection;
        this.indices = indices;
        this.times = times;
        this.topic = properties.name();
        this.clock = clock;
    }

    /**
     * Looks whether ingest has come anywhere, before much is done that could not be compared.
     *
     * @throws OperationFailedException when the log has records, and ingest's group neither commits nor members
     */
    void requireIngest(Progress progress) {
        var _ = ingest.awaitCommitted(log.ends(topic), Duration.ZERO, progress);
    }

    /** Compares what is read with the log; see {@link #verify(Target, VerifyOptions, Progress)}. */
    Report verify(VerifyOptions options, Progress progress) {
        return verify(Target.read(indices.names(projection.read())), options, progress);
    }

    /**
     * Compares, and mends what the options say.
     *
     * @throws OperationFailedException when it cannot be finished, or when what is unexpected is to be deleted and this
     *     log cannot tell what is
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not answer
     */
    Report verify(Target target, VerifyOptions options, Progress progress) {
        long started = System.nanoTime();
        Map<Integer, Long> atStart = log.ends(topic);
        Map<Integer, Long> committed = ingest.awaitCommitted(atStart, options.longestWait(), progress);
        UnreadCheck.Unread unread = target.isRead()
                ? unreadCheck.check(target.names(), options.repair(), progress)
                : UnreadCheck.Unread.NONE;
        try (IndexReader.Moment events = index.hold(target.events());
                WorkDirectory directory = WorkDirectory.in(options.workDirectory())) {
            LogBounds bounds = LogBounds.of(log.beginnings(topic), atStart, committed, log.ends(topic));
            if (options.deleteUnexpected()) {
                requireWhole(bounds);
            }
            Run run = new Run(target, options, progress, bounds, directory);
            run.unread(unread);
            return run.compare(events, started);
        }
    }

    /** One comparison. */
    private final class Run {

        private final Target target;
        private final VerifyOptions options;
        private final Progress progress;
        private final LogBounds bounds;
        private final WorkDirectory directory;
        private final Differences differences;
        private final Affected affected = new Affected();
        private final IndexNumbers numbers;
        private final long expiredUntil =
                clock.instant().minus(times.retention()).toEpochMilli();

        Run(Target target, VerifyOptions options, Progress progress, LogBounds bounds, WorkDirectory directory) {
            this.target = target;
            this.numbers = new IndexNumbers(target.names());
            this.options = options;
            this.progress = progress;
            this.bounds = bounds;
            this.directory = directory;
            this.differences = new Differences(options.samples());
        }

        void unread(UnreadCheck.Unread unread) {
            for (String name : unread.names()) {
                differences.found(Difference.UNREAD, () -> name);
                if (unread.mended()) {
                    differences.mended(Difference.UNREAD);
                }
            }
        }

        Report compare(IndexReader.Moment events, long started) {
            DeadLetters letters = deadLetters.read(topic, bounds, options.threads());
            long expectedDocuments = index.count(target.events(), options.scope());
            int parts = parts(Math.max(bounds.size(), expectedDocuments));
            progress.comparing(bounds.size(), expectedDocuments);
            try (Spill<LogEntry> logged = new Spill<>(directory.path(), "log", parts, LogEntry.BYTES, LogEntry::read);
                    Spill<IndexEntry> indexed =
                            new Spill<>(directory.path(), "index", parts, IndexEntry.BYTES, IndexEntry::read);
                    ServicesSeen said = new ServicesSeen(directory.path(), "said");
                    StrayFile strays = new StrayFile(directory.path())) {
                RecordSet withLetter = new RecordSet(bounds.beginnings());
                RecordSet differing = new RecordSet(bounds.beginnings());
                LogScan logScan = new LogScan(decoder, options.scope(), bounds, letters, numbers, logged, withLetter);
                IndexScan indexScan = new IndexScan(numbers, indexed, said, strays, progress);
                scan(events, logScan, indexScan);
                long logReachesBackTo = logReachesBackTo();
                CollectedFindings findings = new CollectedFindings(letters, keptSince(), withLetter, differing, strays);
                compareParts(logged, indexed, parts, logReachesBackTo, findings);
                if (options.deleteUnexpected() && findings.matched() == 0 && !strays.isEmpty()) {
                    throw refusal("has none of the " + indexScan.documents() + " events that are in the index");
                }
                progress.step("looks again at what differs");
                records.check(
                        target, topic, differing, logReachesBackTo, options.repair(), differences, affected, progress);
                strayDocuments.check(strays, numbers, options, differences, affected);
                long withoutLetter = letterCheck.check(topic, withLetter, letters, options.repair(), differences);
                return new Report(
                        topic,
                        bounds.ends().size(),
                        logScan.records(),
                        findings.logged(),
                        findings.repeated(),
                        withLetter.size() - withoutLetter + findings.refused(),
                        findings.pending() + logScan.refusedPending(),
                        indexScan.documents(),
                        findings.matched(),
                        findings.expired(),
                        findings.beforeTheLog(),
                        findings.withinRetention(),
                        new Reach(logReachesBackTo, letters.missedSince()),
                        options.scope().since() > 0 ? null : checkServices(said),
                        differences,
                        options.scope(),
                        Duration.ofNanos(System.nanoTime() - started));
            }
        }

        private void scan(IndexReader.Moment events, LogScan logScan, IndexScan indexScan) {
            Workers.runAll(List.of(
                    () -> log.read(topic, bounds.beginnings(), bounds.ends(), options.threads(), message -> {
                        logScan.accept(message);
                        progress.recordRead();
                    }),
                    () -> events.read(options.scope(), options.threads(), StoredEvent::read, indexScan::accept)));
        }

        private void compareParts(
                Spill<LogEntry> logged,
                Spill<IndexEntry> indexed,
                int parts,
                long logReachesBackTo,
                CollectedFindings findings) {
            Set<String> indices = index.indices(target.events());
            IntPredicate expired =
                    number -> numbers.endOf(number) <= expiredUntil && !indices.contains(numbers.name(number));
            for (int part = 0; part < parts; part++) {
                progress.step("compares part " + (part + 1) + " of " + parts);
                PartComparison comparison = new PartComparison(expired, logReachesBackTo, findings);
                logged.forEach(part, comparison::learn);
                logged.forEach(part, comparison::judgeRecord);
                indexed.forEach(part, comparison::judgeDocument);
                comparison.finish();
            }
        }

        private ServiceCheck.Count checkServices(ServicesSeen said) {
            progress.step("compares services");
            try (IndexReader.Moment services = index.hold(target.services());
                    ServicesSeen stored = new ServicesSeen(directory.path(), "stored")) {
                services.read(options.scope(), 1, StoredServiceReader::source, hit -> {
                    ServiceDocument service = StoredServiceReader.service(hit.source());
                    if (service != null && hit.id().equals(ServiceDocument.idOf(service.service()))) {
                        stored.add(service);
                    }
                });
                return serviceCheck.check(target, said, stored, expiredUntil, options, differences, affected);
            }
        }

        /**
         * Documents of an earlier occur time, epoch milliseconds, the log's retention may have left without a record;
         * {@link Long#MAX_VALUE} when it does not go by time.
         */
        private long keptSince() {
            long since = bounds.isCut() ? retention.keepsSince(topic) : Long.MAX_VALUE;
            return since == Long.MAX_VALUE || since == Long.MIN_VALUE
                    ? since
                    : since + times.timeAhead().toMillis();
        }

        /**
         * Where the log is cut, what an older document came from cannot be said. What its retention drops now is no better
         * bound: it may have been cut by hand, or by a shorter one before.
         */
        private long logReachesBackTo() {
            AtomicReference<Long> latest = new AtomicReference<>(Long.MIN_VALUE);
            bounds.beginnings().forEach((partition, beginning) -> {
                if (beginning > 0) {
                    long first = log.firstTimestamp(
                            topic, partition, beginning, bounds.ends().getOrDefault(partition, 0L));
                    latest.accumulateAndGet(
                            first == Long.MAX_VALUE
                                    ? first
                                    : first + times.timeAhead().toMillis(),
                            Math::max);
                }
            });
            return latest.get();
        }
    }

    /** What an empty or a cut log does not have may have been on it. */
    private void requireWhole(LogBounds bounds) {
        if (bounds.size() == 0) {
            throw refusal("is empty");
        }
        if (bounds.isCut()) {
            throw refusal("is cut: Kafka has dropped its first records");
        }
    }

    private OperationFailedException refusal(String why) {
        return new OperationFailedException(
                "Nothing was mended: --delete-unexpected needs the whole log, and the topic " + topic + " " + why
                        + ". Check launchlog.topic.name; without --delete-unexpected the rest is mended");
    }

    private static int parts(long entries) {
        return Math.clamp(entries / ENTRIES_OF_A_PART + 1, 1, MOST_PARTS);
    }
}
