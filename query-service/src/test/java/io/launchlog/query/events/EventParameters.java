package io.launchlog.query.events;

import io.launchlog.model.event.EventType;
import io.launchlog.model.index.EventDocument;
import io.launchlog.query.documentation.PagingParameters;
import io.launchlog.query.documentation.Parameter;
import io.launchlog.query.documentation.Schema;
import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.QueryString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of a question for events, as the document has them: {@link EventParametersTest} asks the code. */
public final class EventParameters {

    private static final EventQuery UNSET = EventQuery.parse(new QueryString(null), OffsetUnit.PAGE);

    private EventParameters() {}

    public static List<Parameter> all() {
        List<Parameter> parameters = new ArrayList<>(List.of(
                new Parameter(EventQuery.EVENT_TYPE, "Only events of this type.", Schema.oneOf(types())),
                new Parameter(
                        EventQuery.EVENT_INFO,
                        "Only events whose text has every word of this one, in any order, whatever the case; English"
                                + " inflections are one word, and the last word may be unfinished. A text without a word"
                                + " is no filter. " + TextQuery.ALLOWED_LENGTH,
                        text()),
                new Parameter(
                        TimeBound.START,
                        "Only events from this time on, inclusive: milliseconds since 1970-01-01T00:00:00Z. Not after `"
                                + TimeBound.END + "`.",
                        Schema.integer(0)),
                new Parameter(
                        TimeBound.END,
                        "Only events up to this time, inclusive: milliseconds since 1970-01-01T00:00:00Z.",
                        Schema.integer(0))));
        parameters.addAll(PagingParameters.all());
        parameters.add(new Parameter(
                EventQuery.SORT_BY,
                "By what events are sorted: `" + name(SortBy.EVENT_TYPE) + "` alphabetically, `"
                        + name(SortBy.EVENT_INFO) + "` by the first " + EventDocument.SORTED_CODE_POINTS
                        + " characters of the text. Those that are equal are in the order of their times, and then in"
                        + " one that never changes.",
                Schema.oneOf(sortings()).put("default", name(UNSET.sortBy()))));
        parameters.add(new Parameter(
                EventQuery.ORDER,
                "Whether the greatest comes first, or the least.",
                Schema.oneOf(List.of(EventQuery.DESCENDING, EventQuery.ASCENDING))
                        .put("default", UNSET.descending() ? EventQuery.DESCENDING : EventQuery.ASCENDING)));
        return parameters;
    }

    private static List<String> types() {
        return Stream.of(EventType.values()).map(EventType::wireName).toList();
    }

    private static List<String> sortings() {
        return Stream.of(SortBy.values()).map(EventParameters::name).toList();
    }

    private static String name(SortBy sortBy) {
        String name = sortBy.name().toLowerCase(Locale.ROOT);
        if (SortBy.ofParameter(name) != sortBy) {
            throw new IllegalStateException(sortBy + " is not asked for by " + name);
        }
        return name;
    }

    /** ASCII without some characters. */
    private static ObjectNode text() {
        String forbidden = TextQuery.FORBIDDEN_CHARACTERS.replace("[", "\\[").replace("]", "\\]");
        ObjectNode schema = Schema.textLike("^(?:(?![" + forbidden + "])[\\x00-\\x7F])*$");
        schema.putArray("examples").add("image pulled").add("resnet-5");
        return schema;
    }
}
