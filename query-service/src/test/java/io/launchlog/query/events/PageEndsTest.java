package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.QueryString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageEndsTest {

    private static final long END = 1_790_000_000_000L;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PageEnds ends = new PageEnds(meters);

    @Test
    void isKnownOfThatPageOnceItWasAskedFor() {
        EventSearch search = search("limit=10");
        assertThat(ends.of(search)).isNull();
        ends.remember(search, 15_000, 14_990, END);
        assertThat(ends.of(search("limit=10"))).isEqualTo(END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=11",
                "limit=10&offset=1",
                "limit=10&order=asc",
                "limit=10&event_type=normal",
                "limit=10&event_info=image",
                "limit=10&start_time=1"
            })
    void saysNothingOfOtherPages(String other) {
        ends.remember(search("limit=10"), 15_000, 14_990, END);
        assertThat(ends.of(search(other))).isNull();
    }

    @Test
    void saysNothingOfTheSameServiceIdInAnotherProject() {
        ends.remember(search("limit=10"), 15_000, 14_990, END);
        assertThat(ends.of(new EventSearch(new ServiceKey("other", "one"), query("limit=10"))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=10, 15000, 4999, false",
        "limit=10, 15000, 5000, true",
        "limit=100&offset=50, 11000, 5099, false",
        "limit=100&offset=50, 11000, 5100, true",
        "limit=10, 100000, 99990, true",
        "limit=10, 100001, 99991, false",
        "limit=10&event_info=image, 15000, 14990, false",
        "limit=10&sort_by=event_info, 15000, 14990, false",
        "limit=10&sort_by=event_type, 15000, 14990, false",
        "limit=10&order=asc, 15000, 14990, true"
    })
    void isKeptWhereItHelps(String parameters, long total, long behind, boolean isKept) {
        EventSearch search = search(parameters);
        ends.remember(search, total, behind, END);
        assertThat(ends.of(search) != null).isEqualTo(isKept);
    }

    @Test
    void isForgottenWhenItHelpsNoMore() {
        EventSearch search = search("limit=10");
        ends.remember(search, 15_000, 14_990, END);
        ends.found(search, 15_000, 12, END);
        assertThat(ends.of(search)).isNull();
    }

    @Test
    void isForgottenWhenThePageIsNotThere() {
        EventSearch search = search("limit=10");
        ends.remember(search, 15_000, 14_990, END);
        ends.failed(search);
        assertThat(ends.of(search)).isNull();
    }

    @Test
    void guessesAreCountedByTheirOutcome() {
        EventSearch search = search("limit=10");
        ends.remember(search, 15_000, 14_990, END);
        assertThat(guesses("found")).isZero();
        ends.found(search, 15_000, 14_990, END);
        assertThat(guesses("found")).isEqualTo(1);
        assertThat(guesses("failed")).isZero();
        ends.failed(search);
        assertThat(guesses("found")).isEqualTo(1);
        assertThat(guesses("failed")).isEqualTo(1);
    }

    private double guesses(String outcome) {
        return meters.get("launchlog.query.page.guesses")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static EventSearch search(String parameters) {
        return new EventSearch(new ServiceKey("project", "one"), query(parameters));
    }

    private static EventQuery query(String parameters) {
        return EventQuery.parse(new QueryString(parameters), OffsetUnit.PAGE);
    }
}
