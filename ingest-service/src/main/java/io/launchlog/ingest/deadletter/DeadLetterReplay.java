package io.launchlog.ingest.deadletter;

import io.launchlog.ingest.operations.OperationFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes dead letters again to the topic of events. A letter and the trace of its replay are one transaction, so each
 * is published once, also when a replay is killed; and a second replay at the same time ends the first.
 */
@Component
public class DeadLetterReplay {

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final DeadLetterLog log;
    private final ReplayTraces traces;
    private final ReplayedRecords records;
    private final Map<String, Object> producerProperties;
    private final Clock clock;

    DeadLetterReplay(
            DeadLetterLog log,
            ReplayTraces traces,
            ReplayedRecords records,
            ProducerFactory<?, ?> producers,
            Clock clock,
            @Value("${launchlog.topic.name}") String events) {
        this.log = log;
        this.traces = traces;
        this.records = records;
        this.clock = clock;
        this.producerProperties = new HashMap<>(producers.getConfigurationProperties());
        producerProperties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "launchlog-replay-of-" + events);
    }

    /**
     * Replays what is asked for, and tells what became of each letter. Letters that come in meanwhile are not looked at.
     *
     * @throws OperationFailedException when it cannot go on; what was told as published stays so
     */
    void replay(ReplayRequest request, BiConsumer<StoredLetter, ReplayOutcome> told) {
        if (request.dryRun()) {
            forEach(
                    request,
                    traces.replayed(),
                    told,
                    (letter, record) -> told.accept(letter, new ReplayOutcome.Planned()));
            return;
        }
        traces.requireKeptForEver();
        Producer<byte[], byte[]> producer = new KafkaProducer<>(producerProperties);
        try {
            // Ends another replay that is still running, and what it has not committed: only then the traces are whole.
            producer.initTransactions();
            ReplayBatch batch = new ReplayBatch(producer, traces.lettersId(), traces.topic(), clock, told);
            forEach(request, traces.replayed(), told, batch::add);
            batch.publish();
        } finally {
            // Without a bound it would wait for a broker that is away, however long that takes.
            producer.close(LONGEST_CLOSE);
        }
    }

    private void forEach(
            ReplayRequest request,
            ReplayedLetters before,
            BiConsumer<StoredLetter, ReplayOutcome> told,
            BiConsumer<StoredLetter, ProducerRecord<byte[], byte[]>> ready) {
        Consumer<StoredLetter> action = letter -> {
            if (!request.again() && before.contains(letter.coordinate())) {
                told.accept(letter, new ReplayOutcome.Before());
            } else {
                switch (records.of(letter)) {
                    case ReplayedRecords.Prepared.Ready(var record) -> ready.accept(letter, record);
                    case ReplayedRecords.Prepared.Impossible(var why) ->
                        told.accept(letter, new ReplayOutcome.Impossible(why));
                }
            }
        };
        if (request.letters().isEmpty()) {
            log.read(request.filter(), letter -> {
                action.accept(letter);
                return true;
            });
        } else {
            request.letters().stream()
                    .map(log::at)
                    .filter(request.filter()::accepts)
                    .forEach(action);
        }
    }
}
