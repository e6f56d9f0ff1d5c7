package io.launchlog.publisher;

/**
 * Numbers of events since the publisher was made, all read at the same moment: accepted = acknowledged + failed +
 * waiting.
 *
 * @param accepted taken into the buffer
 * @param acknowledged taken, and Kafka has them
 * @param refused not taken, see {@link Receipt.Refused}
 * @param failed taken, and given up, see {@link Receipt.Failed}
 * @param waiting taken, and neither acknowledged nor failed yet
 * @param waitingBytes key, value and headers of the waiting ones
 */
public record PublisherCounters(
        long accepted, long acknowledged, long refused, long failed, long waiting, long waitingBytes) {}
