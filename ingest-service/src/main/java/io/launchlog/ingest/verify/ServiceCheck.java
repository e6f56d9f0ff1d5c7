package io.launchlog.ingest.verify;

import io.launchlog.ingest.log.Together;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.verify.StoredServiceReader.Stored;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.ServiceDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares the services' documents with what the stored events say. What differs in the scan is looked at again: while
 * ingest runs the two sides are never read at the same moment.
 */
@Component
class ServiceCheck {

    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLISECONDS = 500;

    /** So many wait for ingest at the same time, and are in memory. */
    private static final int TOGETHER = 1_000;

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
        Together<ServiceKey> together = new Together<>(
                TOGETHER, services -> check(target, services, ingestRuns, expiredUntil, options, differences));
        for (int part = 0; part < ServicesSeen.PARTS; part++) {
            Map<ServiceKey, ServiceDocument> saidHere = said.part(part);
            Map<ServiceKey, ServiceDocument> storedHere = stored.part(part);
            suspects.addAll(storedHere.keySet());
            suspects.addAll(saidHere.keySet());
            compared += suspects.size();
            suspects.removeIf(service -> {
                ServiceDocument one = saidHere.get(service);
                ServiceDocument other = storedHere.get(service);
                return one != null && other != null && DoubtfulService.fits(one, other, expiredUntil);
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
            suspects.forEach(service -> together.add(service, 0));
            suspects.clear();
        }
        if (options.repair()) {
            // Some of those to come are among those so far, and right when these are mended.
            together.handOn();
            affected.services().forEach(service -> together.add(service, 0));
        }
        together.handOn();
        return new Count(compared, leftOut);
    }

    /** Services that stay wrong are waited for together, so that many of them take no longer than one. */
    private void check(
            Target target,
            List<ServiceKey> services,
            boolean ingestRuns,
            long expiredUntil,
            VerifyOptions options,
            Differences differences) {
        List<DoubtfulService> open = new ArrayList<>();
        for (ServiceKey service : services) {
            DoubtfulService one = look(target, service);
            if (!one.isRight(expiredUntil)) {
                open.add(one);
            }
        }
        for (int i = 1; i < ATTEMPTS && ingestRuns && !open.isEmpty(); i++) {
            pause();
            lookAgain(target, open, expiredUntil);
            open.removeIf(one -> one.isRight(expiredUntil));
        }
        if (options.repair() && !open.isEmpty()) {
            index.refresh(target.events());
        }
        for (DoubtfulService one : open) {
            Difference kind = one.kind();
            differences.found(kind, one.key()::path);
            if (options.repair() && mend(target, one.key(), expiredUntil, options)) {
                differences.mended(kind);
            }
        }
    }

    /**
     * To what the events say now: they are read behind the version that is replaced, which therefore says nothing that they
     * do not say, and which is no longer there when ingest has written of a later one.
     */
    private boolean mend(Target target, ServiceKey service, long expiredUntil, VerifyOptions options) {
        DoubtfulService now = look(target, service);
        return now.isRight(expiredUntil) || write(target, service, now.said(), now.before(), options);
    }

    private DoubtfulService look(Target target, ServiceKey service) {
        Stored before = reader.stored(target, service);
        return new DoubtfulService(service, before, reader.saidByEvents(target, service), before);
    }

    private void lookAgain(Target target, List<DoubtfulService> open, long expiredUntil) {
        if (open.stream().anyMatch(one -> one.isAhead(expiredUntil))) {
            index.refresh(target.events());
        }
        open.replaceAll(one -> new DoubtfulService(
                one.key(),
                one.before(),
                one.isAhead(expiredUntil) ? reader.saidByEvents(target, one.key()) : one.said(),
                reader.stored(target, one.key())));
    }

    /** Whether the document knows all that the events said, and of later ones: ingest has gone on since. */
    private static boolean knowsLater(@Nullable ServiceDocument document, @Nullable ServiceDocument said) {
        return document != null
                && said != null
                && document.lastSeen() > said.lastSeen()
                && document.merge(said).equals(document);
    }

    private boolean write(
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
