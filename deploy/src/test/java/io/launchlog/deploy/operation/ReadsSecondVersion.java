package io.launchlog.deploy.operation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Makes of the ingest of today one that understands the second version, by reading it as the first: stands for the code
 * that there is after an upgrade. Kafka makes it.
 */
public final class ReadsSecondVersion implements ConsumerInterceptor<byte[], byte[]> {

    static final String TYPE = "io.launchlog.service.event.v2";

    private static final String FIRST = "io.launchlog.service.event.v1";
    private static final String HEADER = "ce_type";

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        records.forEach(message -> {
            Header type = message.headers().lastHeader(HEADER);
            if (type != null && TYPE.equals(new String(type.value(), StandardCharsets.UTF_8))) {
                message.headers().remove(HEADER).add(HEADER, FIRST.getBytes(StandardCharsets.UTF_8));
            }
        });
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configuration) {}

    @Override
    public void close() {}
}
