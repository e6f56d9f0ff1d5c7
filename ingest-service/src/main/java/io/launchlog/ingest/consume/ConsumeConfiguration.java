package io.launchlog.ingest.consume;

import io.launchlog.model.wire.CloudEventDecoder;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
class ConsumeConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CloudEventDecoder cloudEventDecoder(EventTimeProperties properties) {
        return new CloudEventDecoder(properties.window());
    }

    /** Repeats a whole batch, for as long as it takes, while the paused consumer goes on polling and keeps its place. */
    @Bean
    CommonErrorHandler batchErrorHandler(RetryProperties properties) {
        ExponentialBackOff backOff = new ExponentialBackOff(properties.initial().toMillis(), 2);
        backOff.setMaxInterval(properties.maximum().toMillis());
        backOff.setJitter(properties.initial().toMillis() / 2);
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        // Whatever is thrown: there is no exception for which skipping records would be right.
        handler.setClassifications(Map.of(), true);
        // Obstacles says it once; the container would say it at every attempt.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
