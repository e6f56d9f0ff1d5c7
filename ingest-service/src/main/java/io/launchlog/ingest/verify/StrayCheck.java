package io.launchlog.ingest.verify;

import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoredEvent;
import io.launchlog.ingest.verify.DocumentsById.Place;
import io.launchlog.ingest.verify.DocumentsById.Version;
import io.launchlog.ingest.verify.StrayFile.Stray;
import io.launchlog.model.event.BoundedText;
import io.launchlog.model.index.EventDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks again at the documents that should not be where they are; tells those that still are, and deletes them. A
 * duplicate is deleted only when the document that the log wants is there, in its place: it may be the only copy.
 */
@Component
class StrayCheck {

    private static final int TOGETHER = 200;

    private final IndexReader index;
    private final DocumentsById documents;
    private final ElasticsearchCalls calls;

    StrayCheck(IndexReader index, DocumentsById documents, ElasticsearchCalls calls) {
        this.index = index;
        this.documents = documents;
        this.calls = calls;
    }

    private record Open(Stray stray, Hit<StoredEvent> hit) {

        Difference kind() {
            return stray.kind();
        }

        boolean isDuplicated() {
            return kind() == Difference.DUPLICATED;
        }
    }

    void check(
            StrayFile strays, IndexNumbers numbers, VerifyOptions options, Differences differences, Affected affected) {
        strays.forEach(TOGETHER, together -> {
            List<Open> open = find(together, numbers);
            Set<Open> needed = options.repair() ? needed(open, numbers) : Set.of();
            for (Open one : open) {
                differences.found(
                        one.kind(),
                        () -> coordinates(one.hit())
                                + (needed.contains(one)
                                        ? "; kept, as "
                                                + numbers.name(one.stray().home()) + " does not hold what the log says"
                                        : ""));
                EventDocument document = one.hit().source().document();
                if (document != null) {
                    affected.add(document.event().service());
                }
            }
            open.removeIf(one -> one.isDuplicated() ? needed.contains(one) : !options.deleteUnexpected());
            if (options.repair() && !open.isEmpty()) {
                delete(open, differences);
            }
        });
    }

    /** The duplicates without the document that they would be duplicates of. */
    private Set<Open> needed(List<Open> open, IndexNumbers numbers) {
        List<Open> duplicated = open.stream().filter(Open::isDuplicated).toList();
        Set<Open> needed = new HashSet<>();
        if (duplicated.isEmpty()) {
            return needed;
        }
        List<Place> homes = duplicated.stream().map(one -> home(one, numbers)).toList();
        List<@Nullable Version> found = documents.read(homes);
        for (int i = 0; i < found.size(); i++) {
            Open one = duplicated.get(i);
            Version version = found.get(i);
            if (version == null || !version.is(homes.get(i), one.stray().print().text())) {
                needed.add(one);
            }
        }
        return needed;
    }

    /** When the content does not fit the id, the routing of the document itself is the best guess. */
    private static Place home(Open one, IndexNumbers numbers) {
        Hit<StoredEvent> hit = one.hit();
        EventDocument document = hit.source().document();
        String routing = document != null && document.id().text().equals(hit.id()) ? document.routing() : hit.routing();
        return new Place(numbers.name(one.stray().home()), hit.id(), routing);
    }

    private static String coordinates(Hit<StoredEvent> hit) {
        EventDocument document = hit.source().document();
        return hit.index() + "/" + BoundedText.quote(hit.id()) + " of "
                + (document == null ? "no service, it is no event" : document.routing());
    }

    private List<Open> find(List<Stray> strays, IndexNumbers numbers) {
        Map<String, List<Stray>> byId = new HashMap<>();
        strays.forEach(stray ->
                byId.computeIfAbsent(stray.id(), _ -> new ArrayList<>()).add(stray));
        List<Open> open = new ArrayList<>();
        index.find(numbers.name(strays.getFirst().index()), byId.keySet(), hit -> {
            // The same id may be there twice, with the right and with another routing.
            boolean routed = IndexScan.isRouted(hit);
            byId.getOrDefault(hit.id(), List.of()).stream()
                    .filter(stray -> stray.routed() == routed)
                    .findFirst()
                    .ifPresent(stray -> open.add(new Open(stray, hit)));
        });
        return open;
    }

    private void delete(List<Open> open, Differences differences) {
        try (BulkBody body = new BulkBody(1)) {
            for (Open one : open) {
                Hit<StoredEvent> hit = one.hit();
                body.action("delete", hit.index(), hit.id(), hit.routing(), hit.sequenceNumber(), hit.primaryTerm());
            }
            List<BulkItem> items = calls.bulk(body, BulkAnswer.OUTCOMES).items();
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).succeeded()) {
                    differences.mended(open.get(i).kind());
                }
            }
        }
    }
}
