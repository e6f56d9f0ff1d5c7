package io.launchlog.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
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
        return factory -> factory.addPostProcessor(FailingPolls::failing);
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Consumer<K, V> failing(Consumer<K, V> consumer) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                FailingPolls.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    // Only a consumer that is repeating a batch has paused partitions.
                    if (method.getName().equals("poll")
                            && !consumer.paused().isEmpty()
                            && ARMED.compareAndSet(true, false)) {
                        throw new KafkaException("Unexpected error in join group response");
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
