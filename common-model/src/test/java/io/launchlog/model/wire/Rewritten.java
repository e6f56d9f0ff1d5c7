package io.launchlog.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record of the binary mode as one of the structured mode. */
record Rewritten(Headers headers, byte[] value) {

    static Rewritten structured(ProducerRecord<byte[], byte[]> binary) {
        StringBuilder json = new StringBuilder("{");
        for (Header header : binary.headers()) {
            if (header.key().startsWith("ce_")) {
                json.append(Message.quoted(header.key().substring("ce_".length())))
                        .append(':')
                        .append(Message.quoted(new String(header.value(), UTF_8)))
                        .append(',');
            }
        }
        json.append("\"data\":").append(new String(binary.value(), UTF_8)).append('}');
        Headers headers = new RecordHeaders();
        headers.add("content-type", "application/cloudevents+json".getBytes(UTF_8));
        return new Rewritten(headers, json.toString().getBytes(UTF_8));
    }
}
