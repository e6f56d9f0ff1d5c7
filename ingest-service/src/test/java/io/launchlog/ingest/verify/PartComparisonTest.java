package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What differs, of one part; against a slow and obvious comparison of small random logs and indices. */
class PartComparisonTest {

    /** The number of an index that retention has dropped. */
    private static final int EXPIRED = 2;

    private static final long LOG_REACHES_BACK_TO = 100;

    @Property(tries = 5000)
    void finds_what_the_obvious_comparison_finds(@ForAll long seed) {
        Random random = new Random(seed);
        List<LogEntry> log = log(random);
        List<IndexEntry> indexed = indexed(random);

        Found found = compare(log, indexed);

        assertThat(found.lines).isEqualTo(new Oracle(log, indexed).lines());
    }

    @Test
    void the_first_of_one_partition_wins_whatever_the_clocks_say() {
        LogEntry first = entry(1, 1, 200, 0, 0, 1, true, true);
        LogEntry second = entry(1, 2, 100, 0, 1, 1, true, true);

        assertThat(compare(List.of(first, second), List.of()).lines)
                .containsExactlyInAnyOrder("logged 0@0", "conflict 0@1", "missing 0@0");
    }

    @Test
    void of_two_partitions_the_earlier_record_wins() {
        LogEntry late = entry(1, 1, 200, 0, 0, 1, true, true);
        LogEntry early = entry(1, 2, 100, 1, 7, 1, true, true);

        assertThat(compare(List.of(late, early), List.of(document(1, 1, 1))).lines)
                .containsExactlyInAnyOrder("logged 1@7", "conflict 0@0", "divergent 1@7");
    }

    @Test
    void what_was_refused_leaves_its_place_to_the_next() {
        LogEntry refused = entry(1, 1, 100, 0, 0, 1, false, true);
        LogEntry next = entry(1, 2, 101, 0, 1, 1, true, true);

        assertThat(compare(List.of(refused, next), List.of(document(1, 2, 1))).lines)
                .containsExactlyInAnyOrder("refused 0@0", "logged 0@1", "matched 1/1");
    }

    @Test
    void a_document_in_another_index_is_no_substitute_for_the_one_in_its_own() {
        LogEntry one = entry(1, 1, 100, 0, 0, 1, true, true);

        assertThat(compare(List.of(one), List.of(document(1, 1, 3))).lines)
                .containsExactlyInAnyOrder("logged 0@0", "missing 0@0", "duplicated 1/3 of 0@0");
    }

    @Test
    void what_has_expired_leaves_its_place_to_the_next_that_was_stored() {
        LogEntry first = entry(1, 1, 100, 0, 0, EXPIRED, true, true);
        LogEntry lost = new LogEntry(hash(1), hash(2), 101, 0, 1, 1, true, true, true, true);
        LogEntry next = entry(1, 3, 102, 0, 2, 1, true, true);

        assertThat(compare(List.of(first, lost, next), List.of(document(1, 3, 1))).lines)
                .containsExactlyInAnyOrder("logged 0@0", "expired 0@0", "conflict 0@1", "logged 0@2", "matched 1/1");
        assertThat(compare(List.of(first, lost), List.of()).lines)
                .containsExactlyInAnyOrder("logged 0@0", "expired 0@0", "conflict 0@1");
    }

    @Test
    void a_document_that_may_have_come_before_the_log_is_no_duplicate_of_one_that_came_later() {
        LogEntry later = entry(1, 2, 200, 0, 5, 1, true, true);
        IndexEntry first = new IndexEntry(hash(1), hash(1), LOG_REACHES_BACK_TO - 1, 0, true, true);

        assertThat(compare(List.of(later), List.of(first)).lines)
                .containsExactlyInAnyOrder("logged 0@5", "before the log 1/0");
    }

    private static Found compare(List<LogEntry> log, List<IndexEntry> indexed) {
        Found found = new Found();
        PartComparison comparison = new PartComparison(index -> index == EXPIRED, LOG_REACHES_BACK_TO, found);
        log.forEach(comparison::learn);
        log.forEach(comparison::judgeRecord);
        indexed.forEach(comparison::judgeDocument);
        comparison.finish();
        found.lines.sort(Comparator.naturalOrder());
        return found;
    }

    private static LogEntry entry(
            long id, long print, long time, int partition, long offset, int index, boolean candidate, boolean due) {
        return new LogEntry(
                new Hash128(id, id),
                new Hash128(print, print),
                time,
                partition,
                offset,
                index,
                candidate,
                false,
                due,
                true);
    }

    private static IndexEntry document(long id, long print, int index) {
        return new IndexEntry(new Hash128(id, id), new Hash128(print, print), LOG_REACHES_BACK_TO, index, true, true);
    }

    /** As Kafka would have it: offsets ascend within a partition, and what is not due comes last. */
    private static List<LogEntry> log(Random random) {
        List<LogEntry> log = new ArrayList<>();
        int size = random.nextInt(15);
        int due = size - random.nextInt(3);
        for (int i = 0; i < size; i++) {
            log.add(new LogEntry(
                    hash(random.nextInt(5)),
                    hash(random.nextInt(3)),
                    random.nextInt(6),
                    random.nextInt(3),
                    i,
                    random.nextInt(3),
                    random.nextInt(8) > 0,
                    random.nextInt(4) == 0,
                    i < due,
                    random.nextInt(8) > 0));
        }
        return log;
    }

    /** An index and shard have an id once. */
    private static List<IndexEntry> indexed(Random random) {
        Set<String> seen = new HashSet<>();
        List<IndexEntry> indexed = new ArrayList<>();
        int size = random.nextInt(11);
        for (int i = 0; i < size; i++) {
            IndexEntry document = new IndexEntry(
                    hash(random.nextInt(6)),
                    hash(random.nextInt(3)),
                    random.nextInt(4) * 100,
                    random.nextInt(2),
                    random.nextInt(10) > 0,
                    random.nextInt(10) > 0);
            if (seen.add(document.id() + "/" + document.index() + document.routed())) {
                indexed.add(document);
            }
        }
        return indexed;
    }

    private static Hash128 hash(long number) {
        return new Hash128(number, number);
    }

    /** Writes down what is found. */
    private static final class Found implements Findings {

        private final List<String> lines = new ArrayList<>();

        private void add(String what, LogEntry entry) {
            lines.add(what + " " + entry.partition() + "@" + entry.offset());
        }

        private void add(String what, IndexEntry document) {
            lines.add(what + " " + document.id().high() + "/" + document.index()
                    + (document.routed() ? "" : " elsewhere"));
        }

        @Override
        public void logged(LogEntry entry) {
            add("logged", entry);
        }

        @Override
        public void repeated(LogEntry entry) {
            add("repeated", entry);
        }

        @Override
        public void conflict(LogEntry entry) {
            add("conflict", entry);
        }

        @Override
        public void refused(LogEntry entry) {
            add("refused", entry);
        }

        @Override
        public void pending(LogEntry entry) {
            add("pending", entry);
        }

        @Override
        public void matched(IndexEntry document) {
            add("matched", document);
        }

        @Override
        public void missing(LogEntry entry) {
            add("missing", entry);
        }

        @Override
        public void divergent(LogEntry entry) {
            add("divergent", entry);
        }

        @Override
        public void missingFollower(LogEntry entry) {
            add("missing follower", entry);
        }

        @Override
        public void expired(LogEntry entry) {
            add("expired", entry);
        }

        @Override
        public void duplicated(IndexEntry document, LogEntry winner) {
            add("duplicated", document);
            lines.add(lines.removeLast() + " of " + winner.partition() + "@" + winner.offset());
        }

        @Override
        public void beforeTheLog(IndexEntry document) {
            add("before the log", document);
        }

        @Override
        public void unexpected(IndexEntry document) {
            add("unexpected", document);
        }
    }

    /** The same by looking at everything for everything. */
    private record Oracle(List<LogEntry> log, List<IndexEntry> indexed) {

        List<String> lines() {
            Found found = new Found();
            for (LogEntry one : log) {
                if (one.inScope()) {
                    judge(one, found);
                }
            }
            for (IndexEntry document : indexed) {
                judge(document, found);
            }
            Set<Hash128> ids = new TreeSet<>(Comparator.comparingLong(Hash128::high));
            log.forEach(one -> ids.add(one.id()));
            for (Hash128 id : ids) {
                winner(id).stream()
                        .filter(winner -> winner.due() && winner.inScope())
                        .filter(winner -> indexed.stream().noneMatch(document -> settles(document, winner)))
                        .forEach(winner -> lacking(winner, found));
            }
            found.lines.sort(Comparator.naturalOrder());
            return found.lines;
        }

        private void lacking(LogEntry winner, Found found) {
            if (winner.index() == EXPIRED) {
                found.expired(winner);
            } else if (winner.equals(first(winner.id()).getFirst())) {
                found.missing(winner);
            } else {
                found.missingFollower(winner);
            }
        }

        private void judge(LogEntry one, Found found) {
            List<LogEntry> winner = winner(one.id());
            if (!one.due()) {
                found.pending(one);
                return;
            }
            if (!one.candidate() || winner.isEmpty()) {
                found.refused(one);
                return;
            }
            LogEntry first = first(one.id()).getFirst();
            boolean laterButExpired = first.index() == EXPIRED && isStoredAndExpired(one);
            if (one.equals(winner.getFirst())) {
                found.logged(one);
            } else if (one.equals(first) || (laterButExpired && !one.print().equals(first.print()))) {
                found.logged(one);
                found.expired(one);
            } else if (one.print().equals(winner.getFirst().print())
                    || one.print().equals(first.print())) {
                found.repeated(one);
            } else {
                found.conflict(one);
            }
        }

        private static boolean isStoredAndExpired(LogEntry one) {
            return one.index() == EXPIRED && !one.lost();
        }

        private void judge(IndexEntry document, Found found) {
            List<LogEntry> winner = winner(document.id());
            if (winner.isEmpty()) {
                if (log.stream()
                        .noneMatch(one ->
                                one.id().equals(document.id()) && one.print().equals(document.print()))) {
                    if (document.occurTime() < LOG_REACHES_BACK_TO) {
                        found.beforeTheLog(document);
                    } else {
                        found.unexpected(document);
                    }
                }
            } else if (!settles(document, winner.getFirst())) {
                found.duplicated(document, winner.getFirst());
            } else if (!isInPlace(document, winner.getFirst())) {
                found.beforeTheLog(document);
            } else if (document.sound()
                    && document.print().equals(winner.getFirst().print())) {
                found.matched(document);
            } else if (document.sound() && document.occurTime() < LOG_REACHES_BACK_TO) {
                found.beforeTheLog(document);
            } else {
                found.divergent(winner.getFirst());
            }
        }

        private static boolean isInPlace(IndexEntry document, LogEntry winner) {
            return document.id().equals(winner.id()) && document.index() == winner.index() && document.routed();
        }

        private static boolean settles(IndexEntry document, LogEntry winner) {
            return isInPlace(document, winner)
                    || (document.id().equals(winner.id())
                            && document.routed()
                            && document.occurTime() < LOG_REACHES_BACK_TO
                            && !document.print().equals(winner.print()));
        }

        private List<LogEntry> winner(Hash128 id) {
            List<LogEntry> first = first(id);
            if (first.isEmpty() || first.getFirst().index() != EXPIRED) {
                return first;
            }
            List<LogEntry> next =
                    earliest(log.stream().filter(one -> one.id().equals(id) && one.index() != EXPIRED && !one.lost()));
            return next.isEmpty() ? first : next;
        }

        private List<LogEntry> first(Hash128 id) {
            return earliest(log.stream().filter(one -> one.id().equals(id)));
        }

        /** Of the first of each partition the earliest; those that are due before those that are not. */
        private static List<LogEntry> earliest(Stream<LogEntry> entries) {
            Map<Integer, LogEntry> firsts = new LinkedHashMap<>();
            entries.filter(LogEntry::candidate)
                    .sorted(Comparator.comparingLong(LogEntry::offset))
                    .forEach(one -> firsts.putIfAbsent(one.partition(), one));
            return firsts.values().stream()
                    .sorted(Comparator.comparing(LogEntry::due)
                            .reversed()
                            .thenComparing(LogEntry::timestamp)
                            .thenComparing(LogEntry::partition))
                    .limit(1)
                    .toList();
        }
    }
}
