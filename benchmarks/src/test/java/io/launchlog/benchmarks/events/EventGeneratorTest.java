package io.launchlog.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.TimeWindow;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.CloudEventEncoder;
import io.launchlog.model.wire.Decoded;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {

    private static final long START = 1_700_000_000_000L;
    private static final List<MeasuredService> SERVICES = MeasuredService.of(1000, 20);

    @Test
    void theSameSeedMakesTheSameEvents() {
        assertThat(events(7, 2000)).isEqualTo(events(7, 2000));
    }

    @Test
    void anotherSeedMakesEventsWithOtherIds() {
        assertThat(ids(events(7, 2000))).doesNotContainAnyElementsOf(ids(events(8, 2000)));
    }

    @Test
    void noIdComesTwice() {
        assertThat(ids(events(1, 50_000))).doesNotHaveDuplicates();
    }

    @Test
    void aRecordsValueIsOfAbout360BytesOnAverage() {
        CloudEventEncoder encoder = new CloudEventEncoder("topic");

        assertThat(events(1, 20_000).stream()
                        .mapToInt(event -> encoder.encode(event).value().length)
                        .average()
                        .orElseThrow())
                .isBetween(345.0, 375.0);
    }

    @Test
    void everyEventIsAcceptedFromTheTopic() {
        CloudEventEncoder encoder = new CloudEventEncoder("topic");
        CloudEventDecoder decoder = new CloudEventDecoder(TimeWindow.DEFAULT);

        assertThat(events(3, 5000)).allSatisfy(event -> {
            var message = encoder.encode(event);
            assertThat(decoder.decode(message.headers(), message.value(), event.occurTime()))
                    .isEqualTo(new Decoded.Accepted(event));
        });
    }

    @Test
    void timesNeverGoBackAndStayWithinTheLongestSpan() {
        List<ServiceEvent> events = events(1, 20_000);

        assertThat(events.stream().map(ServiceEvent::occurTime)).isSorted();
        assertThat(events.getLast().occurTime()).isBetween(START, START + EventGenerator.longestSpan(events.size()));
    }

    @Test
    void deploymentsHave10To20EventsAndAreInterleaved() {
        List<ServiceEvent> events = events(1, 100_000);
        Map<String, Long> sizes = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.service().path() + event.deploymentId(), Collectors.counting()));
        HashSet<String> some = new HashSet<>();
        events.subList(50_000, 50_200).forEach(event -> some.add(event.service().path()));

        // Those at both ends are cut.
        assertThat(sizes.values().stream().filter(size -> size >= 10).count()).isGreaterThan(sizes.size() - 250);
        assertThat(sizes.values()).allMatch(size -> size <= 20);
        assertThat(some).hasSizeGreaterThan(50);
    }

    @Test
    void allPhasesAndBothTypesAndTheWordsOfTheReferenceOccur() {
        List<ServiceEvent> events = events(1, 20_000);
        String texts = events.stream().map(ServiceEvent::eventInfo).distinct().collect(Collectors.joining("\n"));

        assertThat(events.stream().map(ServiceEvent::phase).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Stream.of(Phase.values()), Stream.of((Phase) null))
                        .toList());
        assertThat(events.stream()
                        .filter(event -> event.eventType() == EventType.ABNORMAL)
                        .count())
                .isBetween(500L, 4000L);
        assertThat(texts)
                .contains(
                        "start to deploy service",
                        "building image for model [resnet-50 v",
                        "] pulling model image",
                        "Insufficient resources. Wait until idle resources are sufficient.",
                        "Back-off pulling image \"registry.local:5000/models/",
                        "ImagePullBackOff",
                        "For details, see logs :\nbuild-");
    }

    @Test
    void timeCanStandStill() {
        EventGenerator generator = new EventGenerator(1, SERVICES, START);
        long before =
                Stream.generate(generator::next).limit(10).toList().getLast().occurTime();
        generator.standStill(1000);
        assertThat(Stream.generate(generator::next).limit(1000)).allMatch(event -> event.occurTime() == before);
        assertThat(Stream.generate(generator::next).limit(10).toList().getLast().occurTime())
                .isGreaterThan(before);
    }

    @Test
    void servicesAreAlwaysTheSameAndHaveRealisticIds() {
        assertThat(MeasuredService.of(50, 20)).isEqualTo(MeasuredService.of(50, 20));
        assertThat(MeasuredService.of(50, 20).stream()
                        .map(service -> service.key().projectId())
                        .distinct())
                .hasSize(3)
                .allMatch(project -> project.matches("[0-9a-f]{32}"));
        assertThat(MeasuredService.of(50, 20).stream().map(MeasuredService::key).distinct())
                .hasSize(50);
    }

    private static List<ServiceEvent> events(long seed, int count) {
        EventGenerator generator = new EventGenerator(seed, SERVICES, START);
        return Stream.generate(generator::next).limit(count).toList();
    }

    private static List<String> ids(List<ServiceEvent> events) {
        return events.stream().map(event -> event.identity().id()).toList();
    }
}
