package io.launchlog.ingest.consume;

import io.launchlog.ingest.log.LogReader;
import io.launchlog.ingest.operations.IngestMetrics;
import io.launchlog.ingest.operations.Progress;
import io.launchlog.model.wire.CloudEventDecoder;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/** The way of events from the log to the index. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventTimeProperties.class, RetryProperties.class, TopicProperties.class})
@Import({
    BatchProcessor.class,
    BatchTrace.class,
    FollowingGenerations.class,
    IdleMoments.class,
    IngestStarter.class,
    LogRetention.class,
    ServiceEventListener.class,
    SwapPause.class,
    TopicSetup.class,
    TopicWatch.class
})
public class ConsumeConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CloudEventDecoder cloudEventDecoder(EventTimeProperties properties) {
        return new CloudEventDecoder(properties.window());
    }

    @Bean
    ContinuityGuard continuityGuard(LogReader log, IngestMetrics metrics) {
        return new ContinuityGuard(log::look, metrics);
    }

    /** Repeats a whole batch, for as long as it takes, while the paused consumer goes on polling and keeps its place. */
    @Bean
    CommonErrorHandler batchErrorHandler(
            RetryProperties properties, TopicWatch topic, ContinuityGuard guard, Progress progress) {
        ExponentialBackOff backOff = properties.backOff();
        // Several consumers are held up by the same outage and should not all come back at once.
        backOff.setJitter(properties.initial().toMillis() / 2);
        return new SameBatchErrorHandler(backOff, topic, guard, progress);
    }

    /**
     * A container whose credentials are refused for a while goes on when they are accepted, and does not end. Which
     * partitions it has, and since when, health and the guard want to know.
     */
    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> containerCustomizer(
            RetryProperties properties, Progress progress, TopicWatch topic, ContinuityGuard guard) {
        return container -> {
            container.getContainerProperties().setAuthExceptionRetryInterval(properties.maximum());
            // Where nothing has come yet, idle moments would be five times as long.
            container.getContainerProperties().setIdleBeforeDataMultiplier(1);
            container
                    .getContainerProperties()
                    .setConsumerRebalanceListener(new AssignmentListener(progress, topic, guard));
            container.getContainerProperties().setOffsetAndMetadataProvider((_, offset) -> topic.commit(offset));
        };
    }
}
