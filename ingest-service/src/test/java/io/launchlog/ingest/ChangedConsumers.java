package io.launchlog.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;

/** Real consumers, of which a test changes some calls. */
final class ChangedConsumers {

    private ChangedConsumers() {}

    /** What becomes of a call. */
    @FunctionalInterface
    interface Change {

        /**
         * Makes the call, or not.
         *
         * @param method its name
         * @param call makes it
         */
        Object apply(Consumer<?, ?> consumer, String method, Callable<Object> call) throws Exception;
    }

    static DefaultKafkaConsumerFactoryCustomizer by(Change change) {
        return factory -> factory.addPostProcessor(consumer -> changed(consumer, change));
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Consumer<K, V> changed(Consumer<K, V> consumer, Change change) {
        return (Consumer<K, V>) Proxy.newProxyInstance(
                ChangedConsumers.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (_, method, arguments) -> change.apply(consumer, method.getName(), () -> {
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                }));
    }
}
