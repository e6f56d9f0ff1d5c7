package io.launchlog.demo;

import io.launchlog.model.event.Phase;
import io.launchlog.publisher.DeploymentReporter;
import io.launchlog.publisher.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reports one deployment of the demo: as events, and as lines for the person who watches. */
final class DeploymentLog {

    private final DeploymentReporter reporter;
    private final String serviceId;
    private final Consumer<String> output;
    private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();

    DeploymentLog(DeploymentReporter reporter, String serviceId, Consumer<String> output) {
        this.reporter = reporter;
        this.serviceId = serviceId;
        this.output = output;
    }

    /** Publishes one event. */
    void event(Function<DeploymentReporter, CompletionStage<Receipt>> report) {
        receipts.add(report.apply(reporter).toCompletableFuture());
    }

    /** Publishes what happens within a phase. */
    void progress(Phase phase, String text) {
        event(deployment -> deployment.phase(phase).progress(text));
    }

    /** Shows one line. */
    void line(String text) {
        output.accept(serviceId + ": " + text);
    }

    DeploymentReporter reporter() {
        return reporter;
    }

    /** Waits until Kafka has all events of these logs, or the time is over. */
    static void awaitAcknowledged(List<DeploymentLog> logs, Duration timeout) throws InterruptedException {
        CompletableFuture<?>[] all =
                logs.stream().flatMap(log -> log.receipts.stream()).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The numbers tell how many are missing.
        }
    }

    int published() {
        return receipts.size();
    }

    int accepted() {
        return (int) receipts.stream()
                .filter(receipt -> !(receipt.getNow(null) instanceof Receipt.Refused))
                .count();
    }

    int acknowledged() {
        return (int) receipts.stream()
                .filter(receipt -> receipt.getNow(null) instanceof Receipt.Acknowledged)
                .count();
    }
}
