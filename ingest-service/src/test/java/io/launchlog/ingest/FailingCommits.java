package io.launchlog.ingest;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The ingest service with real consumers, whose next commit fails when armed. */
@Configuration(proxyBeanMethods = false)
@Import(IngestApplication.class)
class FailingCommits {

    static final AtomicBoolean ARMED = new AtomicBoolean();

    @Bean
    DefaultKafkaConsumerFactoryCustomizer failingCommitsCustomizer() {
        return ChangedConsumers.by((_, method, call) -> {
            if (method.equals("commitSync") && ARMED.compareAndSet(true, false)) {
                throw new CommitFailedException();
            }
            return call.call();
        });
    }
}
