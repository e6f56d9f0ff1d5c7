package io.launchlog.query.events;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.DocumentId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the API has to answer, by going through a list. */
record BruteForce(List<ServiceEvent> events) {

    private static final Comparator<ServiceEvent> WITHIN = Comparator.comparingLong(ServiceEvent::occurTime)
            .thenComparingLong(ServiceEvent::order)
            .thenComparingLong(
                    event -> DocumentId.of(event.service(), event.identity()).tieBreaker());

    /** The question as a client writes it; null for what it leaves out. */
    record Question(
            @Nullable String eventType,
            @Nullable Long startTime,
            @Nullable Long endTime,
            @Nullable String word,
            @Nullable String sortBy,
            @Nullable String order) {}

    /** All that match, in order. */
    List<ServiceEvent> answer(ServiceKey service, Question question) {
        Predicate<ServiceEvent> matches = event -> event.service().equals(service)
                && (question.eventType() == null || event.eventType() == EventType.ofWireName(question.eventType()))
                && (question.startTime() == null || event.occurTime() >= question.startTime())
                && (question.endTime() == null || event.occurTime() <= question.endTime())
                && (question.word() == null
                        || List.of(event.eventInfo().split(" ")).contains(question.word()));
        Comparator<ServiceEvent> order = order(question.sortBy());
        return events.stream()
                .filter(matches)
                .sorted("asc".equals(question.order()) ? order : order.reversed())
                .toList();
    }

    /** The name that the latest event gives, whatever is asked for. */
    String nameOf(ServiceKey service) {
        return events.stream()
                .filter(event -> event.service().equals(service))
                .max(WITHIN)
                .orElseThrow()
                .serviceName();
    }

    private static Comparator<ServiceEvent> order(@Nullable String sortBy) {
        return switch (sortBy == null ? "occur_time" : sortBy) {
            case "event_type" ->
                Comparator.<ServiceEvent, String>comparing(
                                event -> event.eventType().wireName())
                        .thenComparing(WITHIN);
            case "event_info" ->
                Comparator.<ServiceEvent, String>comparing(ServiceEvent::eventInfo, BruteForce::byCodePoints)
                        .thenComparing(WITHIN);
            default -> WITHIN;
        };
    }

    /** By the first 256 code points; Java compares UTF-16 units, which is another order. */
    private static int byCodePoints(String one, String other) {
        int[] a = one.codePoints().limit(256).toArray();
        int[] b = other.codePoints().limit(256).toArray();
        return java.util.Arrays.compare(a, b);
    }
}
