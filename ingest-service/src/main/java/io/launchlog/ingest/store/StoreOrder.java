package io.launchlog.ingest.store;

import io.launchlog.model.index.EventDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In which order the documents of a batch are sent, and what became of each. Of documents with one id and different
 * content only the first is sent until it is decided: Elasticsearch may refuse it for the moment and take a later one of
 * the same bulk. When the id is taken, all others of it are sent at once. Used by one thread.
 */
final class StoreOrder {

    private static final StoreOutcome NOT_SENT =
            new StoreOutcome.Transient("Not sent, because documents before it in the batch were not stored");

    private final List<EventDocument> documents;
    private final @Nullable StoreOutcome[] outcomes;

    /** Ids of which a document is known to be stored. */
    private final Set<String> taken = new HashSet<>();

    /** Positions that are not decided yet, in their order. */
    private List<Integer> open;

    /** Positions of what {@link #next} has handed out. */
    private List<Integer> sent = List.of();

    StoreOrder(List<EventDocument> documents) {
        this.documents = documents;
        this.outcomes = new StoreOutcome[documents.size()];
        this.open = IntStream.range(0, documents.size()).boxed().toList();
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /** The documents that may be sent now; at least one, unless all is done. */
    List<EventDocument> next() {
        Map<String, String> contents = HashMap.newHashMap(open.size());
        sent = new ArrayList<>(open.size());
        for (int position : open) {
            EventDocument document = documents.get(position);
            String id = document.id().text();
            String first = contents.putIfAbsent(id, document.fingerprint());
            if (first == null || first.equals(document.fingerprint()) || taken.contains(id)) {
                sent.add(position);
            }
        }
        return sent.stream().map(documents::get).toList();
    }

    /**
     * What became of the documents that were handed out last.
     *
     * @param decided of the first ones of them, in their order; the others are handed out again
     */
    void decided(List<StoreOutcome> decided) {
        boolean unstored = false;
        for (int i = 0; i < decided.size(); i++) {
            int position = sent.get(i);
            StoreOutcome outcome = decided.get(i);
            outcomes[position] = outcome;
            switch (outcome) {
                case StoreOutcome.Stored _, StoreOutcome.Duplicate _, StoreOutcome.Conflict _ ->
                    taken.add(documents.get(position).id().text());
                case StoreOutcome.Poison _ -> {}
                case StoreOutcome.Transient _ -> unstored = true;
            }
        }
        List<Integer> remaining = new ArrayList<>();
        for (int position : open) {
            if (outcomes[position] == null) {
                remaining.add(position);
                if (unstored) {
                    outcomes[position] = NOT_SENT;
                }
            }
        }
        open = unstored ? List.of() : remaining;
    }

    /** Elasticsearch has not told what became of those that were handed out last: they may be stored or not. */
    void unknown(String why) {
        decided(Collections.nCopies(sent.size(), new StoreOutcome.Transient(why)));
    }

    /** Whether there is a document whose outcome is known. */
    boolean isAnyDecided() {
        return open.size() < documents.size();
    }

    /** The outcome of each document, in their order. */
    List<StoreOutcome> outcomes() {
        List<StoreOutcome> all = new ArrayList<>(outcomes.length);
        for (StoreOutcome outcome : outcomes) {
            if (outcome == null) {
                throw new IllegalStateException("A document of " + outcomes.length + " is not decided");
            }
            all.add(outcome);
        }
        return all;
    }
}
