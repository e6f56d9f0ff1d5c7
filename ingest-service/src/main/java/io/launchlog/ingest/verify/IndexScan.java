package io.launchlog.ingest.verify;

import io.launchlog.ingest.store.StoredEvent;
import io.launchlog.ingest.verify.StrayFile.Stray;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.ServiceDocument;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Spills what the documents say, and what they say of their services. Called by several threads. */
final class IndexScan {

    private final IndexNumbers numbers;
    private final Spill<IndexEntry> spill;
    private final ServicesSeen services;
    private final StrayFile strays;
    private final Progress progress;
    private final AtomicLong documents = new AtomicLong();

    IndexScan(
            IndexNumbers numbers, Spill<IndexEntry> spill, ServicesSeen services, StrayFile strays, Progress progress) {
        this.numbers = numbers;
        this.spill = spill;
        this.services = services;
        this.strays = strays;
        this.progress = progress;
    }

    void accept(Hit<StoredEvent> hit) {
        documents.incrementAndGet();
        progress.documentsRead(1);
        int index = numbers.of(hit.index());
        EventDocument document = hit.source().document();
        boolean routed = isRouted(hit);
        if (document != null && hit.source().isRoutedBy(hit.routing())) {
            services.add(ServiceDocument.of(document));
        }
        Hash128 id = Hash128.parse(hit.id());
        if (id == null) {
            // No id that ingest makes: there can be no record for it.
            strays.add(Stray.unexpected(index, hit.id(), routed));
        } else {
            spill.add(entry(id, index, routed, hit, document));
        }
    }

    private static IndexEntry entry(
            Hash128 id, int index, boolean routed, Hit<StoredEvent> hit, @Nullable EventDocument document) {
        if (document == null) {
            return new IndexEntry(id, Hash128.NONE, -1, index, false, routed);
        }
        return new IndexEntry(
                id,
                Hash128.of(document.fingerprint()),
                document.event().occurTime(),
                index,
                document.id().text().equals(hit.id()) && hit.source().sound(),
                routed);
    }

    /**
     * Whether it is in the shard where its service is looked for. When the content does not fit the id, nobody knows
     * which service that is: then it is divergent where it is, if that is its place.
     */
    static boolean isRouted(Hit<StoredEvent> hit) {
        EventDocument document = hit.source().document();
        return document == null
                || !document.id().text().equals(hit.id())
                || document.routing().equals(hit.routing());
    }

    long documents() {
        return documents.get();
    }
}
