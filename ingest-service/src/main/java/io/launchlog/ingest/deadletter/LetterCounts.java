package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterReason;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts letters by reason. */
final class LetterCounts {

    private final Map<String, Integer> byReason = new TreeMap<>();
    private int all;
    private int replayed;

    void add(StoredLetter letter, boolean wasReplayed) {
        all++;
        replayed += wasReplayed ? 1 : 0;
        byReason.merge(letter.reason().map(DeadLetterReason::wireName).orElse("unknown"), 1, Integer::sum);
    }

    /** One sentence, the most frequent reason first. */
    @Override
    public String toString() {
        if (all == 0) {
            return "No dead letters.";
        }
        String reasons = byReason.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return all + (all == 1 ? " dead letter, " : " dead letters, ") + replayed + " replayed: " + reasons;
    }
}
