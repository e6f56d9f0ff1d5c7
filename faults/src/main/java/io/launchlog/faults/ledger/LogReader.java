package io.launchlog.faults.ledger;

import io.launchlog.model.event.TimeWindow;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.DeadLetterHeaders;
import io.launchlog.model.wire.Decoded;
import io.launchlog.model.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The topic of events and that of its dead letters, read along. Used by one thread at a time. */
public final class LogReader implements AutoCloseable {

    private final CloudEventDecoder decoder = new CloudEventDecoder(TimeWindow.DEFAULT);
    private final String bootstrapServers;
    private final String topic;
    private TopicReader events;
    private final TopicReader deadLetters;
    private final List<LogEntry> earlier = new ArrayList<>();

    /** Kafka's ids of the topics of events, the one that is there now last. */
    private final List<String> topicIds = new ArrayList<>();

    private final Map<Integer, List<LogEntry>> log = new HashMap<>();
    private final List<Letter> letters = new ArrayList<>();
    private final Set<Place> buried = new HashSet<>();

    /** @param topic of events; both topics have to be there */
    public LogReader(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        events = new TopicReader(bootstrapServers, topic);
        topicIds.add(events.topicId());
        deadLetters = new TopicReader(bootstrapServers, Topics.deadLettersOf(topic));
    }

    /** Reads on to where both topics end now. */
    public void advance() {
        events.advance(message ->
                log.computeIfAbsent(message.partition(), _ -> new ArrayList<>()).add(entry(message)));
        deadLetters.advance(message -> {
            Letter letter = letter(message);
            letters.add(letter);
            buried.add(letter.original());
        });
    }

    /** The topic of events was deleted, after all of it had been read and dealt with, and made again. */
    public void topicIsNew() {
        earlier.addAll(current());
        log.clear();
        events.close();
        events = new TopicReader(bootstrapServers, topic);
        topicIds.add(events.topicId());
    }

    /** What was read of that partition, in the order of offsets from 0. */
    public List<LogEntry> partition(int partition) {
        return log.getOrDefault(partition, List.of());
    }

    /** What was read of all partitions, of earlier topics of that name too. */
    public List<LogEntry> all() {
        List<LogEntry> all = new ArrayList<>(earlier);
        all.addAll(current());
        return all;
    }

    /** What was read of all partitions of the topic that is there now. */
    public List<LogEntry> current() {
        return log.keySet().stream()
                .sorted()
                .flatMap(partition -> partition(partition).stream())
                .toList();
    }

    /** The dead letters that were read. */
    public List<Letter> letters() {
        return letters;
    }

    /** Whether there is a dead letter of that record among them. */
    public boolean isDeadLetter(Place place) {
        return buried.contains(place);
    }

    private LogEntry entry(ConsumerRecord<byte[], byte[]> message) {
        Content content = switch (decoder.decode(message.headers(), message.value(), message.timestamp())) {
            case Decoded.Accepted(var event) -> Content.of(EventDocument.of(event));
            case Decoded.Refused _ -> null;
        };
        return new LogEntry(
                new Place(topicIds.size() - 1, message.partition(), message.offset()), message.timestamp(), content);
    }

    /** One that names no topic of ours is about no record that we know. */
    private Letter letter(ConsumerRecord<byte[], byte[]> message) {
        return new Letter(
                new Place(
                        topicIds.indexOf(text(message, DeadLetterHeaders.ORIGINAL_TOPIC_ID)),
                        (int) number(message, DeadLetterHeaders.ORIGINAL_PARTITION),
                        number(message, DeadLetterHeaders.ORIGINAL_OFFSET)),
                text(message, DeadLetterHeaders.REASON));
    }

    private static long number(ConsumerRecord<byte[], byte[]> message, String name) {
        String text = text(message, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> message, String name) {
        @Nullable Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        events.close();
        deadLetters.close();
    }
}
