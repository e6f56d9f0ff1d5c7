package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.verify.StoredServiceReader.Stored;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.ServiceDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares the services' documents with what the stored events say. What differs in the scan is looked at again one by
 * one: while ingest runs the two sides are never read at the same moment.
 */
@Component
class ServiceCheck {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLISECONDS = 500;

    private final StoredServiceReader reader;
    private final IndexReader index;
    private final ElasticsearchCalls calls;
    private final IngestGroup ingest;

    ServiceCheck(StoredServiceReader reader, IndexReader index, ElasticsearchCalls calls, IngestGroup ingest) {
        this.reader = reader;
        this.index = index;
        this.calls = calls;
        this.ingest = ingest;
    }

    /**
     * How many were compared, and how many were left out: their events differ, or ingest was writing them.
     *
     * @param compared services with a document or with events
     */
    record Count(long compared, long leftOut) {}

    /**
     * Compares all.
     *
     * @param target whose services
     * @param said by the events
     * @param stored the services' own documents
     * @param expiredUntil events from before that, epoch milliseconds, may be gone while their service remembers them
     */
    Count check(
            Target target,
            ServicesSeen said,
            ServicesSeen stored,
            long expiredUntil,
            VerifyOptions options,
            Differences differences,
            Affected affected) {
        index.refresh(target.events());
        Set<ServiceKey> suspects = new LinkedHashSet<>();
        long compared = 0;
        long leftOut = 0;
        boolean ingestRuns = ingest.isRunning();
        for (int part = 0; part < ServicesSeen.PARTS; part++) {
            Map<ServiceKey, ServiceDocument> saidHere = said.part(part);
            Map<ServiceKey, ServiceDocument> storedHere = stored.part(part);
            suspects.addAll(storedHere.keySet());
            suspects.addAll(saidHere.keySet());
            compared += suspects.size();
            suspects.removeIf(service -> {
                ServiceDocument one = saidHere.get(service);
                ServiceDocument other = storedHere.get(service);
                return one != null && other != null && fits(one, other, expiredUntil);
            });
            if (ingestRuns) {
                int before = suspects.size();
                suspects.removeIf(service -> knowsLater(storedHere.get(service), saidHere.get(service)));
                leftOut += before - suspects.size();
            }
            if (!options.repair()) {
                int before = suspects.size();
                suspects.removeIf(
                        service -> affected.isTooMany() || affected.services().contains(service));
                leftOut += before - suspects.size();
            }
            suspects.forEach(service -> check(target, service, ingestRuns, expiredUntil, options, differences));
            suspects.clear();
        }
        if (options.repair()) {
            affected.services()
                    .forEach(service -> check(target, service, ingestRuns, expiredUntil, options, differences));
        }
        return new Count(compared, leftOut);
    }

    private void check(
            Target target,
            ServiceKey service,
            boolean ingestRuns,
            long expiredUntil,
            VerifyOptions options,
            Differences differences) {
        Stored before = reader.stored(target, service);
        ServiceDocument said = reader.saidByEvents(target, service);
        Stored after = before;
        for (int i = 1; !isRight(before, said, after, expiredUntil); i++) {
            if (!ingestRuns || i == ATTEMPTS) {
                Difference kind = kind(said, after);
                differences.found(kind, service::path);
                if (options.repair() && mend(target, service, said, after, options)) {
                    differences.mended(kind);
                }
                return;
            }
            pause();
            if (isAhead(before, said, expiredUntil)) {
                // The events that it knows of may not have been searchable.
                index.refresh(target.events());
                said = reader.saidByEvents(target, service);
            }
            after = reader.stored(target, service);
        }
    }

    /**
     * The events are read between the two looks at the service: what it knew before is in them, and what they say is in
     * it afterwards.
     */
    private static boolean isRight(Stored before, @Nullable ServiceDocument said, Stored after, long expiredUntil) {
        if (said == null) {
            return !before.isThere();
        }
        ServiceDocument document = after.document();
        return !isAhead(before, said, expiredUntil)
                && document != null
                && document.service().equals(said.service())
                && document.merge(said).equals(document);
    }

    private static boolean isAhead(Stored before, @Nullable ServiceDocument said, long expiredUntil) {
        ServiceDocument document = before.document();
        if (said == null || document == null) {
            return before.isThere();
        }
        return !document.service().equals(said.service())
                || !fits(said.merge(remembering(document, said, expiredUntil)), said, expiredUntil);
    }

    /** Whether the document knows all that the events said, and of later ones: ingest has gone on since. */
    private static boolean knowsLater(@Nullable ServiceDocument document, @Nullable ServiceDocument said) {
        return document != null
                && said != null
                && document.lastSeen() > said.lastSeen()
                && document.merge(said).equals(document);
    }

    /** Whether the document is what the events say, but for when the service was seen first. */
    private static boolean fits(ServiceDocument said, ServiceDocument document, long expiredUntil) {
        return remembering(document, said, expiredUntil).equals(said);
    }

    /** The document as if it did not remember events that retention has dropped. */
    private static ServiceDocument remembering(ServiceDocument document, ServiceDocument said, long expiredUntil) {
        boolean expired = document.firstSeen() < said.firstSeen() && document.firstSeen() < expiredUntil;
        return new ServiceDocument(
                document.service(),
                document.serviceName(),
                document.nameOccurTime(),
                document.nameSequence(),
                document.nameTieBreaker(),
                expired ? said.firstSeen() : document.firstSeen(),
                document.lastSeen());
    }

    private static Difference kind(@Nullable ServiceDocument said, Stored stored) {
        if (said == null) {
            return Difference.SERVICE_UNEXPECTED;
        }
        return stored.isThere() ? Difference.SERVICE_DIVERGENT : Difference.SERVICE_MISSING;
    }

    private boolean mend(
            Target target, ServiceKey service, @Nullable ServiceDocument said, Stored stored, VerifyOptions options) {
        if (said == null && !options.deleteUnexpected()) {
            return false;
        }
        String id = ServiceDocument.idOf(service);
        String routing = ServiceDocument.routingOf(service.projectId());
        try (BulkBody body = new BulkBody(1)) {
            if (said == null) {
                body.action(
                        "delete",
                        target.names().services(),
                        id,
                        routing,
                        stored.sequenceNumber(),
                        stored.primaryTerm());
            } else {
                if (stored.isThere()) {
                    body.action(
                            "index",
                            target.names().services(),
                            id,
                            routing,
                            stored.sequenceNumber(),
                            stored.primaryTerm());
                } else {
                    body.action("create", target.names().services(), id, routing);
                }
                said.writeSource(body.json());
            }
            List<BulkItem> items = calls.bulk(body, BulkAnswer.OUTCOMES).items();
            return !items.isEmpty() && items.getFirst().succeeded();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Verifying was interrupted", e);
        }
    }
}
