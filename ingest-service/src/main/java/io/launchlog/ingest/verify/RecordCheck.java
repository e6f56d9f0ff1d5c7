package io.launchlog.ingest.verify;

import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.log.RecordSet;
import io.launchlog.ingest.log.Together;
import io.launchlog.ingest.projection.EventBuckets;
import io.launchlog.ingest.projection.ServiceProjection;
import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.ingest.verify.DocumentsById.Place;
import io.launchlog.ingest.verify.DocumentsById.Version;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.ServiceDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks again at the records whose documents were missing or divergent when the index was read, by id and in real time;
 * tells those that still are, and mends them.
 */
@Component
class RecordCheck {

    private static final int MAXIMUM_RECORDS = 200;

    private final LogReader log;
    private final CloudEventDecoder decoder;
    private final DocumentsById documents;
    private final EarlierFirsts earlierFirsts;
    private final EventBuckets buckets;
    private final ElasticsearchCalls calls;
    private final ServiceProjection services;

    RecordCheck(
            LogReader log,
            CloudEventDecoder decoder,
            DocumentsById documents,
            EarlierFirsts earlierFirsts,
            EventBuckets buckets,
            ElasticsearchCalls calls,
            ServiceProjection services) {
        this.log = log;
        this.decoder = decoder;
        this.documents = documents;
        this.earlierFirsts = earlierFirsts;
        this.buckets = buckets;
        this.calls = calls;
        this.services = services;
    }

    /** A record and the document that it should be; with the version that is stored, -1 when there is none. */
    private record Wanted(ConsumerRecord<byte[], byte[]> original, EventDocument document) {}

    private record Open(Wanted wanted, Difference kind, long sequenceNumber, long primaryTerm) {}

    /**
     * Looks at those records again.
     *
     * @param logReachesBackTo of events with an earlier occur time, epoch milliseconds, Kafka may not have the record
     */
    void check(
            Target target,
            String topic,
            RecordSet differing,
            long logReachesBackTo,
            boolean repair,
            Differences differences,
            Affected affected,
            Progress progress) {
        Mending mending = new Mending(repair, progress);
        Together<Wanted> together = new Together<>(
                MAXIMUM_RECORDS, wanted -> check(target, wanted, logReachesBackTo, mending, differences, affected));
        log.read(topic, differing, message -> {
            if (decoder.decode(message.headers(), message.value(), message.timestamp())
                    instanceof Decoded.Accepted(var event)) {
                together.add(
                        new Wanted(message, EventDocument.of(event)),
                        Together.sizeOf(message.key(), message.value(), message.headers()));
            }
        });
        together.handOn();
    }

    private void check(
            Target target,
            List<Wanted> wanted,
            long logReachesBackTo,
            Mending mending,
            Differences differences,
            Affected affected) {
        List<Open> open = differing(target, wanted);
        Set<String> lost = earlierFirsts.of(
                target, open.stream().map(one -> one.wanted().document()).toList(), logReachesBackTo);
        open.removeIf(one -> lost.contains(one.wanted().document().id().text()));
        for (Open one : open) {
            differences.found(one.kind(), () -> coordinates(target, one.wanted()));
            affected.add(one.wanted().document().event().service());
        }
        if (!open.isEmpty() && mending.isReady(target, open)) {
            mend(target, open, differences);
        }
    }

    private String coordinates(Target target, Wanted wanted) {
        ConsumerRecord<byte[], byte[]> original = wanted.original();
        EventDocument document = wanted.document();
        return original.topic() + "-" + original.partition() + "@" + original.offset() + " -> "
                + target.names().eventsAt(document.event().occurTime()) + "/"
                + document.id().text() + " of " + document.routing();
    }

    private List<Open> differing(Target target, List<Wanted> wanted) {
        List<Place> places = wanted.stream().map(one -> place(target, one)).toList();
        List<@Nullable Version> found = documents.read(places);
        List<Open> open = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Wanted one = wanted.get(i);
            Version version = found.get(i);
            if (version == null) {
                open.add(new Open(one, Difference.MISSING, -1, -1));
            } else if (!version.is(places.get(i), one.document().fingerprint())) {
                open.add(new Open(one, Difference.DIVERGENT, version.sequenceNumber(), version.primaryTerm()));
            }
        }
        return open;
    }

    private Place place(Target target, Wanted wanted) {
        EventDocument document = wanted.document();
        return new Place(
                target.names().eventsAt(document.event().occurTime()),
                document.id().text(),
                document.routing());
    }

    /** Whether to mend. When Elasticsearch does not make the indices ready, no more is mended: each time would wait. */
    private final class Mending {

        private final Progress progress;
        private boolean wanted;

        Mending(boolean wanted, Progress progress) {
            this.wanted = wanted;
            this.progress = progress;
        }

        boolean isReady(Target target, List<Open> open) {
            if (wanted) {
                try {
                    var _ = buckets.toWrite(
                            target.names(),
                            open.stream().map(one -> one.wanted().document()).toList());
                } catch (StoreUnavailableException e) {
                    progress.say("mends no more events: " + e.getMessage());
                    wanted = false;
                }
            }
            return wanted;
        }
    }

    /** What has changed since it was looked at is left alone: ingest, or another verify, was there. */
    private void mend(Target target, List<Open> open, Differences differences) {
        try (BulkBody body = new BulkBody(open.size())) {
            for (Open one : open) {
                EventDocument document = one.wanted().document();
                String index = target.names().eventsAt(document.event().occurTime());
                String id = document.id().text();
                if (one.kind() == Difference.MISSING) {
                    body.action("create", index, id, document.routing());
                } else {
                    body.action("index", index, id, document.routing(), one.sequenceNumber(), one.primaryTerm());
                }
                document.writeSource(body.json());
            }
            List<BulkItem> items = calls.bulk(body, BulkAnswer.OUTCOMES).items();
            List<ServiceDocument> seen = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).succeeded()) {
                    differences.mended(open.get(i).kind());
                    seen.add(ServiceDocument.of(open.get(i).wanted().document()));
                }
            }
            services.merge(target.names(), seen);
        }
    }
}
