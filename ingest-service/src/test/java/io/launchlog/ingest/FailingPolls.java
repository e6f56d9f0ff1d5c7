package io.launchlog.ingest;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The ingest service with real consumers, whose next poll fails when armed. */
@Configuration(proxyBeanMethods = false)
@Import(IngestApplication.class)
class FailingPolls {

    static final AtomicBoolean ARMED = new AtomicBoolean();

    @Bean
    DefaultKafkaConsumerFactoryCustomizer failingPollsCustomizer() {
        return ChangedConsumers.by((consumer, method, call) -> {
            // Only a consumer that is repeating a batch has paused partitions.
            if (method.equals("poll") && !consumer.paused().isEmpty() && ARMED.compareAndSet(true, false)) {
                throw new KafkaException("Unexpected error in join group response");
            }
            return call.call();
        });
    }
}
