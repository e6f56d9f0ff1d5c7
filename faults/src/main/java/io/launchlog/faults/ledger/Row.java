package io.launchlog.faults.ledger;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/**
 * What the API shows of a document, and what it sorts by.
 *
 * @param service project and service
 * @param occurTime epoch milliseconds
 * @param sequence 0 when the event has none
 * @param tieBreaker decides where all else is equal
 * @param text its {@code event_info}
 */
public record Row(String service, long occurTime, long sequence, long tieBreaker, String text) {

    /** The order of the API (contract section 3), ascending. */
    public static final Comparator<Row> ORDER = Comparator.comparingLong(Row::occurTime)
            .thenComparingLong(Row::sequence)
            .thenComparingLong(Row::tieBreaker);

    static Row of(JsonNode source) {
        return new Row(
                source.path("project_id").asString("") + "/"
                        + source.path("service_id").asString(""),
                source.path("occur_time").asLong(0),
                source.path("sequence").asLong(0),
                source.path("tie_breaker").asLong(0),
                source.path("event_info").asString(""));
    }
}
