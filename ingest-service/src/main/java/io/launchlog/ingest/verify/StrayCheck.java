package io.launchlog.ingest.verify;

import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.verify.StrayFile.Stray;
import io.launchlog.model.event.BoundedText;
import io.launchlog.model.index.EventDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Looks again at the documents that should not be where they are; tells those that still are, and deletes them. */
@Component
class StrayCheck {

    private static final int TOGETHER = 200;

    private final IndexReader index;
    private final ElasticsearchCalls calls;

    StrayCheck(IndexReader index, ElasticsearchCalls calls) {
        this.index = index;
        this.calls = calls;
    }

    private record Open(Difference kind, Hit<StoredEvent> hit) {}

    void check(
            StrayFile strays, IndexNumbers numbers, VerifyOptions options, Differences differences, Affected affected) {
        strays.forEach(TOGETHER, together -> {
            List<Open> open = find(together, numbers);
            for (Open one : open) {
                differences.found(one.kind(), () -> coordinates(one.hit()));
                EventDocument document = one.hit().source().document();
                if (document != null) {
                    affected.add(document.event().service());
                }
            }
            open.removeIf(one -> one.kind() == Difference.UNEXPECTED && !options.deleteUnexpected());
            if (options.repair() && !open.isEmpty()) {
                delete(open, differences);
            }
        });
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
                    .ifPresent(stray -> open.add(new Open(stray.kind(), hit)));
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
