package io.launchlog.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.EventDocument;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreOrderTest {

    private static final StoreOutcome CONFLICT = new StoreOutcome.Conflict("another content");
    private static final StoreOutcome POISON = new StoreOutcome.Poison("refused");
    private static final StoreOutcome TRANSIENT = new StoreOutcome.Transient("429");

    @Test
    void all_is_sent_at_once_when_no_two_contradict_each_other() {
        StoreOrder order = order(event("a", "1"), event("b", "1"), event("a", "1"));

        assertThat(order.next()).hasSize(3);
        order.decided(List.of(StoreOutcome.STORED, StoreOutcome.STORED, StoreOutcome.DUPLICATE));

        assertThat(order.isDone()).isTrue();
        assertThat(order.outcomes()).containsExactly(StoreOutcome.STORED, StoreOutcome.STORED, StoreOutcome.DUPLICATE);
    }

    @Test
    void a_later_content_of_an_id_waits_until_the_first_is_decided() {
        StoreOrder order = order(event("a", "1"), event("a", "2"), event("b", "1"));

        assertThat(texts(order.next())).containsExactly("1", "1");
        order.decided(List.of(StoreOutcome.STORED, StoreOutcome.STORED));
        assertThat(texts(order.next())).containsExactly("2");
        order.decided(List.of(CONFLICT));

        assertThat(order.outcomes()).containsExactly(StoreOutcome.STORED, CONFLICT, StoreOutcome.STORED);
    }

    @Test
    void nothing_more_is_sent_when_a_document_was_not_stored() {
        StoreOrder order = order(event("a", "1"), event("a", "2"));

        order.next();
        order.decided(List.of(TRANSIENT));

        assertThat(order.isDone()).isTrue();
        assertThat(order.outcomes()).hasSize(2).allMatch(StoreOutcome.Transient.class::isInstance);
    }

    @Test
    void what_was_decided_stays_when_nothing_is_known_of_what_was_sent_next() {
        StoreOrder order = order(event("a", "1"), event("a", "2"), event("b", "1"));
        assertThat(order.isAnyDecided()).isFalse();
        order.next();
        order.decided(List.of(StoreOutcome.STORED));

        order.next();
        assertThat(order.isAnyDecided()).isTrue();
        order.unknown("no answer");

        assertThat(order.isDone()).isTrue();
        assertThat(order.outcomes())
                .containsExactly(
                        StoreOutcome.STORED,
                        new StoreOutcome.Transient("no answer"),
                        new StoreOutcome.Transient("no answer"));
    }

    @Test
    void any_number_of_contents_of_one_id_takes_two_rounds() {
        StoreOrder order = order(event("a", "1"), event("a", "2"), event("a", "3"), event("a", "4"));

        assertThat(order.next()).hasSize(1);
        order.decided(List.of(StoreOutcome.STORED));
        assertThat(texts(order.next())).containsExactly("2", "3", "4");
        order.decided(Collections.nCopies(3, CONFLICT));

        assertThat(order.outcomes()).containsExactly(StoreOutcome.STORED, CONFLICT, CONFLICT, CONFLICT);
    }

    @Test
    void the_next_content_takes_the_place_of_one_that_is_refused_for_good() {
        StoreOrder order = order(event("a", "1"), event("a", "2"), event("a", "3"));

        order.next();
        order.decided(List.of(POISON));
        assertThat(texts(order.next())).containsExactly("2");
        order.decided(List.of(StoreOutcome.STORED));
        assertThat(texts(order.next())).containsExactly("3");
        order.decided(List.of(CONFLICT));

        assertThat(order.outcomes()).containsExactly(POISON, StoreOutcome.STORED, CONFLICT);
    }

    @Test
    void what_did_not_go_into_a_bulk_is_handed_out_again() {
        StoreOrder order = order(event("a", "1"), event("b", "2"), event("c", "3"));

        order.next();
        order.decided(List.of(StoreOutcome.STORED));

        assertThat(texts(order.next())).containsExactly("2", "3");
    }

    private static StoreOrder order(EventDocument... documents) {
        return new StoreOrder(List.of(documents));
    }

    private static EventDocument event(String id, String text) {
        return EventDocument.of(
                ServiceEvent.builder(new EventIdentity("/test", id), new ServiceKey("project", "service"))
                        .serviceName("service")
                        .eventInfo(text)
                        .occurTime(0L)
                        .build());
    }

    private static List<String> texts(List<EventDocument> documents) {
        return documents.stream().map(document -> document.event().eventInfo()).toList();
    }
}
