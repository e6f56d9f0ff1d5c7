package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.ServiceProjection;
import io.launchlog.ingest.store.BulkAnswer;
import io.launchlog.ingest.store.BulkBody;
import io.launchlog.ingest.store.BulkItem;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.index.ServiceDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/**
 * Looks again at the records whose documents were missing or divergent when the index was read, by id and in real time;
 * tells those that still are, and mends them.
 */
@Component
class RecordCheck {

    private static final int TOGETHER = 200;

    private final LogReader log;
    private final CloudEventDecoder decoder;
    private final ElasticsearchCalls calls;
    private final IndexNames names;
    private final ServiceProjection services;

    RecordCheck(
            LogReader log,
            CloudEventDecoder decoder,
            ElasticsearchCalls calls,
            IndexNames names,
            ServiceProjection services) {
        this.log = log;
        this.decoder = decoder;
        this.calls = calls;
        this.names = names;
        this.services = services;
    }

    /** A record and the document that it should be; with the version that is stored, -1 when there is none. */
    private record Wanted(ConsumerRecord<byte[], byte[]> original, EventDocument document) {}

    private record Open(Wanted wanted, Difference kind, long sequenceNumber, long primaryTerm) {}

    void check(String topic, RecordSet differing, boolean repair, Differences differences, Affected affected) {
        List<Wanted> together = new ArrayList<>(TOGETHER);
        log.read(topic, differing, message -> {
            if (decoder.decode(message.headers(), message.value(), message.timestamp())
                    instanceof Decoded.Accepted(var event)) {
                together.add(new Wanted(message, EventDocument.of(event)));
            }
            if (together.size() == TOGETHER) {
                check(together, repair, differences, affected);
                together.clear();
            }
        });
        if (!together.isEmpty()) {
            check(together, repair, differences, affected);
        }
    }

    private void check(List<Wanted> wanted, boolean repair, Differences differences, Affected affected) {
        List<Open> open = differing(wanted);
        for (Open one : open) {
            differences.found(one.kind(), () -> coordinates(one.wanted()));
            affected.add(one.wanted().document().event().service());
        }
        if (repair && !open.isEmpty()) {
            mend(open, differences);
        }
    }

    private String coordinates(Wanted wanted) {
        ConsumerRecord<byte[], byte[]> original = wanted.original();
        EventDocument document = wanted.document();
        return original.topic() + "-" + original.partition() + "@" + original.offset() + " -> "
                + names.eventsAt(document.event().occurTime()) + "/"
                + document.id().text() + " of " + document.routing();
    }

    private List<Open> differing(List<Wanted> wanted) {
        Answer answer = calls.json("POST", "/_mget", Map.of(), IndexReader.body(json -> writeIds(wanted, json)));
        JsonNode found = answer.body().path("docs");
        IndexReader.require(answer, "did not give documents by id");
        if (found.size() != wanted.size()) {
            throw new OperationFailedException(
                    "Elasticsearch gave " + found.size() + " of " + wanted.size() + " documents by id");
        }
        List<Open> open = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode document = found.get(i);
            String error = document.path("error").path("type").asString("");
            if (!error.isEmpty() && !error.equals("index_not_found_exception")) {
                throw new OperationFailedException("Elasticsearch did not give a document by id: " + error);
            }
            if (!document.path("found").asBoolean(false)) {
                open.add(new Open(wanted.get(i), Difference.MISSING, -1, -1));
            } else if (!isAsWanted(document.path("_source"), wanted.get(i).document())) {
                open.add(new Open(
                        wanted.get(i),
                        Difference.DIVERGENT,
                        document.path("_seq_no").asLong(),
                        document.path("_primary_term").asLong()));
            }
        }
        return open;
    }

    private static boolean isAsWanted(JsonNode source, EventDocument wanted) {
        try (JsonParser parser = source.traverse(ObjectReadContext.empty())) {
            parser.nextToken();
            StoredEvent stored = StoredEvent.read(parser);
            EventDocument document = stored.document();
            return document != null
                    && stored.sound()
                    && document.id().equals(wanted.id())
                    && document.fingerprint().equals(wanted.fingerprint());
        }
    }

    private void writeIds(List<Wanted> wanted, JsonGenerator json) {
        json.writeArrayPropertyStart("docs");
        for (Wanted one : wanted) {
            json.writeStartObject();
            json.writeStringProperty(
                    "_index", names.eventsAt(one.document().event().occurTime()));
            json.writeStringProperty("_id", one.document().id().text());
            json.writeStringProperty("routing", one.document().routing());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What has changed since it was looked at is left alone: ingest, or another verify, was there. */
    private void mend(List<Open> open, Differences differences) {
        try (BulkBody body = new BulkBody(open.size())) {
            for (Open one : open) {
                EventDocument document = one.wanted().document();
                String index = names.eventsAt(document.event().occurTime());
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
            services.merge(seen);
        }
    }
}
