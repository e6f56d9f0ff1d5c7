package io.launchlog.faults.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.TimeWindow;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Fingerprint;
import io.launchlog.model.wire.CloudEventDecoder;
import io.launchlog.model.wire.DeadLetterReason;
import io.launchlog.model.wire.Decoded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final long NOW = 1_795_456_800_000L;
    private static final CloudEventDecoder DECODER = new CloudEventDecoder(TimeWindow.DEFAULT);

    private static Decoded decode(Planned planned) {
        return DECODER.decode(planned.message().headers(), planned.message().value(), NOW);
    }

    private static ServiceEvent event(Planned planned) {
        return ((Decoded.Accepted) decode(planned)).event();
    }

    private static List<Planned> planned(long seed, int count) {
        EventStream stream = new EventStream(seed, "topic", NOW);
        return Stream.generate(stream::next).limit(count).toList();
    }

    @Test
    void the_same_seed_makes_the_same_records() {
        assertThat(planned(7, 500)).usingRecursiveComparison().isEqualTo(planned(7, 500));
        assertThat(planned(7, 50).getFirst().message().value())
                .isNotEqualTo(planned(8, 50).getFirst().message().value());
    }

    @Test
    void every_kind_of_record_is_what_it_says() {
        Map<String, ServiceEvent> first = new HashMap<>();
        List<Kind> kinds = new ArrayList<>();
        for (Planned planned : planned(1, 20_000)) {
            kinds.add(planned.kind());
            if (planned.kind() == Kind.POISON) {
                continue;
            }
            ServiceEvent event = event(planned);
            ServiceEvent before = first.putIfAbsent(event.service().path() + event.identity(), event);
            switch (planned.kind()) {
                case NEW -> assertThat(before).isNull();
                case DUPLICATE -> assertThat(Fingerprint.of(event)).isEqualTo(Fingerprint.of(before));
                case CONFLICTING_TEXT -> {
                    assertThat(Fingerprint.of(event)).isNotEqualTo(Fingerprint.of(before));
                    assertThat(event.occurTime()).isEqualTo(before.occurTime());
                }
                case CONFLICTING_MONTH ->
                    assertThat(BucketSize.MONTH.bucketOf(event.occurTime()))
                            .isNotEqualTo(BucketSize.MONTH.bucketOf(before.occurTime()));
                case POISON -> throw new AssertionError("left out above");
            }
        }
        assertThat(kinds).contains(Kind.values());
    }

    @Test
    void every_poison_has_the_reason_that_it_says() {
        List<Planned> poison = new EventStream(1, "topic", NOW).everyPoison();
        assertThat(poison).hasSize(Poison.values().length).allSatisfy(EventStreamTest::isRefusedAsItSays);
        assertThat(planned(1, 20_000))
                .filteredOn(planned -> planned.kind() == Kind.POISON)
                .hasSizeGreaterThan(100)
                .allSatisfy(EventStreamTest::isRefusedAsItSays);
    }

    private static void isRefusedAsItSays(Planned planned) {
        assertThat(decode(planned))
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(planned.reason()));
    }

    @Test
    void what_an_index_is_to_refuse_is_a_good_event_until_then() {
        Planned planned = new EventStream(1, "topic", NOW).poisonForIndex(NOW);
        assertThat(planned.reason()).isEqualTo(DeadLetterReason.REJECTED);
        assertThat(event(planned).node()).isEqualTo("node-1");
    }
}
