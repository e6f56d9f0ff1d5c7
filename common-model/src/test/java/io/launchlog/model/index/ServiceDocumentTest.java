package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.model.Events;
import io.launchlog.model.Golden;
import io.launchlog.model.Json;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ServiceDocumentTest {

    @Property
    void mergingIsCommutative(@ForAll("documents") ServiceDocument a, @ForAll("documents") ServiceDocument b) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
    }

    @Property
    void mergingIsAssociative(
            @ForAll("documents") ServiceDocument a,
            @ForAll("documents") ServiceDocument b,
            @ForAll("documents") ServiceDocument c) {
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @Property
    void mergingIsIdempotent(@ForAll("documents") ServiceDocument a, @ForAll("documents") ServiceDocument b) {
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
        assertThat(a.merge(b).merge(a)).isEqualTo(a.merge(b));
    }

    @Property(tries = 200)
    void theOrderOfEventsDoesNotMatter(
            @ForAll @Size(min = 1, max = 12) List<@net.jqwik.api.From("documents") ServiceDocument> documents,
            @ForAll Random random) {
        List<ServiceDocument> shuffled = new java.util.ArrayList<>(documents);
        shuffled.addAll(documents);
        Collections.shuffle(shuffled, random);
        assertThat(shuffled.stream().reduce(ServiceDocument::merge))
                .isEqualTo(documents.stream().reduce(ServiceDocument::merge));
    }

    @Example
    void theNameIsThatOfTheLatestEventByOccurTime() {
        ServiceDocument merged = document("old", 1, 99L, "a").merge(document("new", 2, null, "b"));
        assertThat(merged.serviceName()).isEqualTo("new");
        assertThat(merged.firstSeen()).isEqualTo(1);
        assertThat(merged.lastSeen()).isEqualTo(2);
        assertThat(merged.merge(document("older", 0, 100L, "c")).serviceName()).isEqualTo("new");
    }

    @Example
    void ofEqualOccurTimesTheSequenceDecides() {
        assertThat(document("first", 5, 1L, "a")
                        .merge(document("second", 5, 2L, "b"))
                        .serviceName())
                .isEqualTo("second");
        assertThat(document("none", 5, null, "a")
                        .merge(document("one", 5, 1L, "b"))
                        .serviceName())
                .isEqualTo("one");
    }

    @Example
    void ofEqualSequencesTheTieBreakerDecides() {
        ServiceDocument a = document("a", 5, null, "a");
        ServiceDocument b = document("b", 5, 0L, "b");
        String expected = a.nameTieBreaker() > b.nameTieBreaker() ? "a" : "b";
        assertThat(a.merge(b).serviceName()).isEqualTo(expected);
        assertThat(b.merge(a).serviceName()).isEqualTo(expected);
    }

    @Example
    void theDocumentOfAnEventSaysWhatTheEventSays() {
        EventDocument event = EventDocument.of(Events.full().build());
        assertThat(ServiceDocument.of(event))
                .isEqualTo(new ServiceDocument(
                        Events.SERVICE,
                        "resnet",
                        1_790_000_000_000L,
                        12,
                        event.id().tieBreaker(),
                        1_790_000_000_000L,
                        1_790_000_000_000L));
    }

    @Example
    void servicesOfAnotherKeyAreNotMerged() {
        ServiceDocument one = document("a", 1, null, "a");
        ServiceDocument other = new ServiceDocument(new ServiceKey("p1", "s2"), "a", 1, 0, 0, 1, 1);
        assertThatThrownBy(() -> one.merge(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s1")
                .hasMessageContaining("s2");
    }

    @Example
    void aServiceIsThisDocument() {
        ServiceDocument document = new ServiceDocument(
                Events.SERVICE, "größe \"resnet\"", 1_790_000_000_002L, 7, -5, 1_790_000_000_000L, 1_790_000_000_002L);
        Golden.assertMatches("service.json", Json.indented(Json.written(document::writeSource)));
        assertThat(ServiceDocument.idOf(Events.SERVICE)).isEqualTo("p1/s1");
        assertThat(ServiceDocument.routingOf("p1")).isEqualTo("p1");
    }

    private static ServiceDocument document(String name, long occurTime, Long sequence, String id) {
        return ServiceDocument.of(EventDocument.of(ServiceEvent.builder(new EventIdentity("a", id), Events.SERVICE)
                .serviceName(name)
                .eventInfo("i")
                .occurTime(occurTime)
                .sequence(sequence)
                .build()));
    }

    /** From so few values that ties are common. */
    @Provide
    Arbitrary<ServiceDocument> documents() {
        Arbitrary<Long> few = Arbitraries.longs().between(0, 2);
        return Combinators.combine(Arbitraries.of("a", "b", "c"), few, few, few.map(n -> n - 1), few, few)
                .as((name, time, sequence, tieBreaker, before, behind) -> new ServiceDocument(
                        Events.SERVICE, name, time, sequence, tieBreaker, time - before, time + behind));
    }
}
