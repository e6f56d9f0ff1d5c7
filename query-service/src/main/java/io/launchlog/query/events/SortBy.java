package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import io.launchlog.model.index.Field;
import io.launchlog.query.search.SortKeys;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By what events are sorted first; occur time, sequence and a unique tie-breaker follow (contract section 3). */
enum SortBy {
    OCCUR_TIME,
    EVENT_TYPE,
    EVENT_INFO;

    /** Null when there is none of that name. */
    static @Nullable SortBy ofParameter(String value) {
        return switch (value) {
            case "occur_time" -> OCCUR_TIME;
            case "event_type" -> EVENT_TYPE;
            case "event_info" -> EVENT_INFO;
            default -> null;
        };
    }

    SortKeys keys(boolean descending) {
        Stream<SortKeys.Key> first = switch (this) {
            case OCCUR_TIME -> Stream.of();
            case EVENT_TYPE -> Stream.of(SortKeys.Key.of(Field.EVENT_TYPE, FieldType.Keyword));
            case EVENT_INFO -> Stream.of(SortKeys.Key.of(Field.EVENT_INFO_SORT, FieldType.Keyword));
        };
        Stream<SortKeys.Key> within = Stream.of(
                SortKeys.Key.of(Field.OCCUR_TIME, FieldType.Date),
                new SortKeys.Key(Field.SEQUENCE, FieldType.Long, true),
                SortKeys.Key.of(Field.TIE_BREAKER, FieldType.Long));
        return new SortKeys(Stream.concat(first, within).toList(), descending);
    }
}
