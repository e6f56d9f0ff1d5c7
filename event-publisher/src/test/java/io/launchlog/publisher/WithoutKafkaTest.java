package io.launchlog.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.embedded.LoopbackPort;
import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No Kafka listens, and none ever did: its client cannot even learn where the topic is. */
@Timeout(60)
class WithoutKafkaTest {

    private final PublisherSettings settings =
            PublisherSettings.of("127.0.0.1:" + LoopbackPort.free(), "/orchestrator");

    @Test
    void takesAsManyEventsAsTheBufferHoldsAndRefusesTheNextAtOnce() {
        try (Closing closing = new Closing(settings.withBuffer(3, 2_000_000))) {
            EventPublisher publisher = closing.publisher;
            List<CompletionStage<Receipt>> receipts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                receipts.add(publisher.publish(event(i)));
            }

            assertThat(receipts.subList(0, 3)).noneMatch(receipt -> isDone(receipt));
            assertThat(now(receipts.get(3))).isInstanceOfSatisfying(Receipt.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Receipt.Refused.Reason.BUFFER_FULL);
                assertThat(refused.detail())
                        .matches("3 events with \\d+ bytes wait for Kafka; allowed: 3 events, 2000000 bytes\\."
                                + " Publish it again when Kafka is back, or allow a larger buffer");
            });
            PublisherCounters counters = publisher.counters();
            assertThat(counters).isEqualTo(new PublisherCounters(3, 0, 1, 0, 3, counters.waitingBytes()));
        }
    }

    @Test
    void neverBlocksTheCallerWhoeverWaits() {
        // Each hand-over to Kafka's client blocks for a second here: if the caller felt it, this would take hours.
        try (Closing closing = new Closing(settings)) {
            for (int i = 0; i < 20_000; i++) {
                closing.publisher.publish(event(i));
            }
            PublisherCounters counters = closing.publisher.counters();
            assertThat(counters.waiting()).isEqualTo(10_000);
            assertThat(counters.refused()).isEqualTo(10_000);
        }
    }

    @Test
    void boundsTheBytesOfTheBufferToo() {
        try (Closing closing = new Closing(settings.withBuffer(1000, 1_100_000))) {
            String subject = "x".repeat(400_000);
            assertThat(isDone(closing.publisher.publish(event(1, subject)))).isFalse();
            assertThat(isDone(closing.publisher.publish(event(2, subject)))).isFalse();
            assertThat(now(closing.publisher.publish(event(3, subject))))
                    .isInstanceOfSatisfying(
                            Receipt.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Receipt.Refused.Reason.BUFFER_FULL));
            assertThat(isDone(closing.publisher.publish(event(4)))).isFalse();
            assertThat(closing.publisher.counters().waitingBytes()).isBetween(800_000L, 810_000L);
        }
    }

    @Test
    void refusesAnEventThatNoRecordCanHold() {
        try (Closing closing = new Closing(settings)) {
            assertThat(now(closing.publisher.publish(event(1, "x".repeat(1024 * 1024)))))
                    .isInstanceOfSatisfying(Receipt.Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(Receipt.Refused.Reason.TOO_LARGE);
                        assertThat(refused.detail())
                                .matches("The event has 1048\\d{3} bytes of key, value and headers; allowed: 1048576");
                    });
            assertThat(closing.publisher.counters()).isEqualTo(new PublisherCounters(0, 0, 1, 0, 0, 0));
        }
    }

    @Test
    void tellsAtAFlushWhatStillWaitsAndKeepsIt() {
        try (Closing closing = new Closing(settings)) {
            List<ServiceEvent> events = events(5);
            events.forEach(closing.publisher::publish);
            FlushResult.Unacknowledged expected = new FlushResult.Unacknowledged(5, events);
            assertThat(closing.publisher.flush(Duration.ofMillis(10))).isEqualTo(expected);
            assertThat(closing.publisher.flush(Duration.ZERO)).isEqualTo(expected);
            assertThat(closing.publisher.counters().waiting()).isEqualTo(5);
        }
    }

    @Test
    void tellsAtTheCloseWhatIsNotAcknowledgedAndFailsIt() {
        EventPublisher publisher = new EventPublisher(settings);
        List<ServiceEvent> events = events(100);
        List<CompletionStage<Receipt>> receipts =
                events.stream().map(publisher::publish).toList();

        assertThat(publisher.close(Duration.ofMillis(50))).isEqualTo(new FlushResult.Unacknowledged(100, events));

        assertThat(receipts).allSatisfy(receipt -> assertThat(now(receipt)).isInstanceOf(Receipt.Failed.class));
        assertThat(now(receipts.getLast()))
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.cause())
                                .isInstanceOf(CancellationException.class)
                                .hasMessage("The publisher was closed before Kafka had acknowledged the event"));
        assertThat(publisher.counters()).isEqualTo(new PublisherCounters(100, 0, 0, 100, 0, 0));
        assertThat(publisher.close(Duration.ZERO)).isEqualTo(new FlushResult.AllAcknowledged());
    }

    @Test
    void refusesWhatComesAfterTheClose() {
        EventPublisher publisher = new EventPublisher(settings);
        assertThat(publisher.close(Duration.ofSeconds(5))).isEqualTo(new FlushResult.AllAcknowledged());
        assertThat(now(publisher.publish(event(1))))
                .isEqualTo(new Receipt.Refused(
                        Receipt.Refused.Reason.CLOSED, "The publisher is closed: make another one"));
        assertThat(publisher.counters().refused()).isEqualTo(1);
    }

    @Test
    void aCloseOfAnInterruptedThreadDoesNotWaitAndStillTells() {
        EventPublisher publisher = new EventPublisher(settings);
        List<ServiceEvent> events = events(2);
        events.forEach(publisher::publish);
        Thread.currentThread().interrupt();
        FlushResult result = publisher.close(Duration.ofDays(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(new FlushResult.Unacknowledged(2, events));
    }

    @Test
    void aCloseWithoutATimeoutThrowsRatherThanLoseInSilence() {
        EventPublisher publisher = new EventPublisher(settings);
        publisher.publish(event(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(publisher::close)
                .isInstanceOfSatisfying(
                        UnacknowledgedEventsException.class,
                        e -> assertThat(e.unacknowledged().events()).containsExactly(event(1)))
                .hasMessage("The publisher was closed with 1 events that Kafka has not acknowledged:"
                        + " publish them again, or close with a longer timeout");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void givesEventsUpAfterTheDeliveryTimeoutAndTellsOfThemOnce() {
        try (Closing closing = new Closing(settings.withDeliveryTimeout(Duration.ofSeconds(1)))) {
            List<ServiceEvent> events = events(100);
            List<CompletionStage<Receipt>> receipts =
                    events.stream().map(closing.publisher::publish).toList();
            Awaitility.await().until(() -> receipts.stream().allMatch(WithoutKafkaTest::isDone));
            assertThat(now(receipts.getFirst()))
                    .isInstanceOfSatisfying(
                            Receipt.Failed.class,
                            failed -> assertThat(failed.cause())
                                    .isInstanceOf(TimeoutException.class)
                                    .hasMessage("Kafka was away for longer than PT1S: publish the event again when it"
                                            + " is back, or allow a longer delivery timeout"));
            assertThat(closing.publisher.flush(Duration.ZERO)).isEqualTo(new FlushResult.Unacknowledged(100, events));
            assertThat(closing.publisher.flush(Duration.ZERO)).isEqualTo(new FlushResult.AllAcknowledged());
        }
    }

    @Test
    void nobodyOutsideCanCompleteAReceipt() {
        try (Closing closing = new Closing(settings)) {
            CompletionStage<Receipt> receipt = closing.publisher.publish(event(1));
            receipt.toCompletableFuture().complete(new Receipt.Acknowledged("forged", 0, 0));
            assertThat(isDone(receipt)).isFalse();
        }
    }

    @Test
    void leavesNoThreadBehind() {
        EventPublisher publisher = new EventPublisher(settings);
        publisher.publish(event(1));
        publisher.close(Duration.ZERO);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("launchlog-publisher"));
    }

    /** Ends a test without a wait for what cannot be delivered. */
    private static final class Closing implements AutoCloseable {

        private final EventPublisher publisher;

        Closing(PublisherSettings settings) {
            publisher = new EventPublisher(settings);
        }

        @Override
        public void close() {
            publisher.close(Duration.ZERO);
        }
    }

    private static List<ServiceEvent> events(int count) {
        return IntStream.range(0, count).mapToObj(WithoutKafkaTest::event).toList();
    }

    private static ServiceEvent event(int number) {
        return event(number, null);
    }

    private static ServiceEvent event(int number, String subject) {
        return ServiceEvent.builder(
                        new EventIdentity("/orchestrator", "event-" + number), new ServiceKey("project", "service"))
                .serviceName("service")
                .eventInfo("event " + number)
                .occurTime(1_700_000_000_000L + number)
                .carried(new CarriedAttributes(subject, null, null))
                .build();
    }

    private static boolean isDone(CompletionStage<Receipt> receipt) {
        return receipt.toCompletableFuture().isDone();
    }

    private static Receipt now(CompletionStage<Receipt> receipt) {
        return receipt.toCompletableFuture().getNow(null);
    }
}
