package io.launchlog.ingest.setup;

import io.launchlog.ingest.consume.RetryProperties;
import io.launchlog.ingest.consume.TopicSetup;
import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.operations.Prepared;
import io.launchlog.ingest.projection.ProjectionPreparation;
import io.launchlog.ingest.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

/** Sees to the topics, then to the projection; waits while Kafka or Elasticsearch is not ready yet. */
@Component
public class Setup {

    private static final int LONGEST_REASON = 250;

    private final TopicSetup topics;
    private final ProjectionPreparation projection;
    private final KafkaAdmin kafka;
    private final RetryProperties retry;

    Setup(TopicSetup topics, ProjectionPreparation projection, KafkaAdmin kafka, RetryProperties retry) {
        this.topics = topics;
        this.projection = projection;
        this.kafka = kafka;
        this.retry = retry;
    }

    /** What can be tried again. */
    private interface Step {
        List<Prepared> run() throws InterruptedException;
    }

    /**
     * Makes what is missing.
     *
     * @param longestWait for both together; an attempt that has begun is finished
     * @param progress told in one line why it waits, once for each reason
     * @return all that ingest needs, in the order in which it was seen to
     * @throws OperationFailedException when Kafka did not do it in time
     * @throws StoreUnavailableException when Elasticsearch did not do it in time
     */
    public List<Prepared> run(Duration longestWait, Consumer<String> progress) throws InterruptedException {
        long end = System.nanoTime() + longestWait.toNanos();
        List<Prepared> prepared = new ArrayList<>(attempt("Kafka", this::topics, end, progress));
        prepared.addAll(attempt("Elasticsearch", projection::prepare, end, progress));
        return prepared;
    }

    private List<Prepared> topics() throws InterruptedException {
        try {
            return topics.prepare();
        } catch (KafkaException | IllegalStateException e) {
            throw new OperationFailedException(
                    "Kafka at " + kafka.getConfigurationProperties().get("bootstrap.servers")
                            + " (--spring.kafka.bootstrap-servers) does not do it: " + reason(e),
                    e);
        }
    }

    private List<Prepared> attempt(String who, Step step, long end, Consumer<String> progress)
            throws InterruptedException {
        BackOffExecution waits = retry.backOff().start();
        String told = "";
        while (true) {
            try {
                return step.run();
            } catch (OperationFailedException | StoreUnavailableException e) {
                if (System.nanoTime() - end >= 0) {
                    throw e;
                }
                String reason = reason(e);
                if (!reason.equals(told)) {
                    progress.accept("waiting for " + who + ": " + reason);
                    told = reason;
                }
            }
            TimeUnit.MILLISECONDS.sleep(waits.nextBackOff());
        }
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        if (e instanceof KafkaException && e.getCause() != null) {
            // That of an address that cannot be resolved says only that no client was made.
            cause = e.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + "..." : message;
    }
}
