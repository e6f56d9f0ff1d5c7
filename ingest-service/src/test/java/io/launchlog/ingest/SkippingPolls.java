package io.launchlog.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The ingest service with real consumers, whose position runs ahead of what they hand over when armed. */
@Configuration(proxyBeanMethods = false)
@Import(IngestApplication.class)
class SkippingPolls {

    /** How many more polls with records are to lose them. */
    static final AtomicInteger REMAINING = new AtomicInteger();

    /** How many more times the poll behind a position that was set is to lose them. */
    static final AtomicInteger REMAINING_AFTER_SEEK = new AtomicInteger();

    @Bean
    DefaultKafkaConsumerFactoryCustomizer skippingPollsCustomizer() {
        return ChangedConsumers.by((_, method, call) -> {
            if (method.equals("seek") && REMAINING_AFTER_SEEK.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                REMAINING.incrementAndGet();
            }
            Object answer = call.call();
            boolean lost = answer instanceof ConsumerRecords<?, ?> records
                    && !records.isEmpty()
                    && REMAINING.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            return lost ? ConsumerRecords.empty() : answer;
        });
    }
}
