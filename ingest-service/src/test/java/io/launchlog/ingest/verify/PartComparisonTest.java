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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What differs, of one part; against a slow and obvious comparison of small random logs and indices. */
class PartComparisonTest {

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

        assertThat(compare(List.of(one), List.of(document(1, 1, 2))).lines)
                .containsExactlyInAnyOrder("logged 0@0", "missing 0@0", "duplicated 1/2");
    }

    private static Found compare(List<LogEntry> log, List<IndexEntry> indexed) {
        Found found = new Found();
        PartComparison comparison = new PartComparison(found);
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
                new Hash128(id, id), new Hash128(print, print), time, partition, offset, index, candidate, due, true);
    }

    private static IndexEntry document(long id, long print, int index) {
        return new IndexEntry(new Hash128(id, id), new Hash128(print, print), 0, index, true, true);
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
                    random.nextInt(2),
                    random.nextInt(8) > 0,
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
                    0,
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
        public void duplicated(IndexEntry document) {
            add("duplicated", document);
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
                        .filter(winner -> indexed.stream().noneMatch(document -> isInPlace(document, winner)))
                        .forEach(found::missing);
            }
            found.lines.sort(Comparator.naturalOrder());
            return found.lines;
        }

        private void judge(LogEntry one, Found found) {
            List<LogEntry> winner = winner(one.id());
            if (!one.due()) {
                found.pending(one);
            } else if (!one.candidate() || winner.isEmpty()) {
                found.refused(one);
            } else if (one.equals(winner.getFirst())) {
                found.logged(one);
            } else if (one.print().equals(winner.getFirst().print())) {
                found.repeated(one);
            } else {
                found.conflict(one);
            }
        }

        private void judge(IndexEntry document, Found found) {
            List<LogEntry> winner = winner(document.id());
            if (winner.isEmpty()) {
                if (log.stream()
                        .noneMatch(one ->
                                one.id().equals(document.id()) && one.print().equals(document.print()))) {
                    found.unexpected(document);
                }
            } else if (!isInPlace(document, winner.getFirst())) {
                found.duplicated(document);
            } else if (document.sound()
                    && document.print().equals(winner.getFirst().print())) {
                found.matched(document);
            } else {
                found.divergent(winner.getFirst());
            }
        }

        private static boolean isInPlace(IndexEntry document, LogEntry winner) {
            return document.id().equals(winner.id()) && document.index() == winner.index() && document.routed();
        }

        /** Of the first of each partition the earliest; those that are due before those that are not. */
        private List<LogEntry> winner(Hash128 id) {
            Map<Integer, LogEntry> firsts = new LinkedHashMap<>();
            log.stream()
                    .filter(one -> one.id().equals(id) && one.candidate())
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
