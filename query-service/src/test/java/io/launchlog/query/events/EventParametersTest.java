package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.query.documentation.Parameter;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.Paging;
import io.launchlog.query.request.QueryString;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is documented of a parameter is what the code does with it. */
class EventParametersTest {

    /** What is a value, and no name. */
    private static final Set<String> VALUES = Set.of(EventQuery.ASCENDING, EventQuery.DESCENDING);

    static List<Parameter> parameters() {
        return EventParameters.all();
    }

    @Test
    void every_name_that_the_code_has_is_documented() {
        assertThat(Stream.of(EventQuery.class, TimeBound.class, Paging.class)
                        .flatMap(type -> Stream.of(type.getDeclaredFields()))
                        .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
                        .map(EventParametersTest::valueOf)
                        .filter(name -> !VALUES.contains(name)))
                .containsExactlyInAnyOrderElementsOf(
                        parameters().stream().map(Parameter::name).toList());
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void values_that_are_listed_are_allowed_and_others_are_not(Parameter parameter) {
        parameter.schema().path("enum").forEach(value -> parse(parameter, value.asString()));
        if (!parameter.schema().has("pattern")) {
            assertRefused(parameter, "nonsense");
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void bounds_are_allowed_and_what_is_beyond_them_is_not(Parameter parameter) {
        JsonNode minimum = parameter.schema().path("minimum");
        if (minimum.isNumber()) {
            parse(parameter, minimum.asString());
            assertRefused(parameter, Long.toString(minimum.asLong() - 1));
        }
        JsonNode maximum = parameter.schema().path("maximum");
        if (maximum.isNumber()) {
            parse(parameter, maximum.asString());
            assertRefused(parameter, Long.toString(maximum.asLong() + 1));
        } else if (minimum.isNumber()) {
            parse(parameter, Long.toString(Long.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void a_default_is_what_counts_when_nothing_is_given(Parameter parameter) {
        JsonNode value = parameter.schema().path("default");
        if (!value.isMissingNode()) {
            assertThat(parse(parameter, value.asString())).isEqualTo(parse(parameter, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void a_pattern_allows_the_characters_that_the_code_allows(Parameter parameter) {
        JsonNode pattern = parameter.schema().path("pattern");
        if (pattern.isMissingNode()) {
            return;
        }
        Pattern allowed = Pattern.compile(pattern.asString());
        for (int c = 0; c < 0x300; c++) {
            String text = "a" + (char) c + "b";
            if (allowed.matcher(text).find()) {
                parse(parameter, text);
            } else {
                assertRefused(parameter, text);
            }
        }
        assertThat(allowed.matcher("\uD83D\uDE80").find()).isFalse();
        assertRefused(parameter, "\uD83D\uDE80");
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("A name that the tests cannot see: " + constant, e);
        }
    }

    private static void assertRefused(Parameter parameter, String value) {
        assertThatThrownBy(() -> parse(parameter, value))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("(" + parameter.name() + ", ");
    }

    private static EventQuery parse(Parameter parameter, String value) {
        return EventQuery.parse(
                new QueryString(parameter.name() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)),
                OffsetUnit.PAGE);
    }
}
