package io.launchlog.standalone;

import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The Kafka broker and the Elasticsearch node of this process, started and stopped side by side. */
final class Backends implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final EmbeddedElasticsearch elasticsearch;

    private Backends(EmbeddedKafka kafka, EmbeddedElasticsearch elasticsearch) {
        this.kafka = kafka;
        this.elasticsearch = elasticsearch;
    }

    /**
     * Starts both and returns when both serve clients.
     *
     * @throws EmbeddedStartException when one cannot start; the other is stopped then
     */
    static Backends start(Workspace workspace, Ports ports, Progress progress) throws InterruptedException {
        FutureTask<EmbeddedKafka> kafka = inBackground(
                "kafka-start",
                () -> progress.step("Kafka", () -> EmbeddedKafka.start(workspace.kafka(), ports.kafka())));
        FutureTask<EmbeddedElasticsearch> elasticsearch = inBackground(
                "elasticsearch-start",
                () -> progress.step(
                        "Elasticsearch",
                        () -> EmbeddedElasticsearch.start(workspace.elasticsearch(), ports.elasticsearch())));
        try {
            return new Backends(result(kafka), result(elasticsearch));
        } catch (Throwable e) {
            closeIfStarted(kafka);
            closeIfStarted(elasticsearch);
            throw e;
        }
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedElasticsearch elasticsearch() {
        return elasticsearch;
    }

    /** Stops both cleanly and waits for their end. */
    @Override
    public void close() {
        FutureTask<Void> stop = inBackground("elasticsearch-stop", () -> {
            elasticsearch.close();
            return null;
        });
        kafka.close();
        try {
            result(stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a plain thread of its own: on a pool's thread the class loader may be another one. */
    private static <T> FutureTask<T> inBackground(String thread, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name(thread).daemon().start(task);
        return task;
    }

    private static <T> T result(FutureTask<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void closeIfStarted(FutureTask<? extends AutoCloseable> task) {
        try {
            result(task).close();
        } catch (Exception e) {
            // It did not start, or the person at the keyboard does not want to wait for it.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
