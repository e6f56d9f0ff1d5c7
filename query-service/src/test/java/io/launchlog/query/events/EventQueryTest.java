package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.model.event.EventType;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.request.OffsetUnit;
import io.launchlog.query.request.Paging;
import io.launchlog.query.request.QueryString;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the parameters in contract section 3, and their corner cases in section 6. */
class EventQueryTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "&", "=", "limit=&offset=&order", "workspace_id=1&x=%zz&limit2=0", "event_info=%20%09"})
    void whatIsNotGivenHasItsDefault(String query) {
        EventQuery parsed = parse(query);
        assertThat(parsed.eventType()).isNull();
        assertThat(parsed.words().words()).isEmpty();
        assertThat(parsed.times()).isEqualTo(new TimeBound(null, null));
        assertThat(parsed.sortBy()).isEqualTo(SortBy.OCCUR_TIME);
        assertThat(parsed.descending()).isTrue();
        assertThat(parsed.paging()).isEqualTo(new Paging(0, 1000));
    }

    @Test
    void whatIsGivenIsUnderstood() {
        EventQuery parsed = parse("event_type=abnormal&event_info=pull+image&start_time=1&end_time=2"
                + "&offset=3&limit=10&sort_by=event_info&order=asc&%6cimit2=");
        assertThat(parsed.eventType()).isEqualTo(EventType.ABNORMAL);
        assertThat(parsed.words().words()).extracting(TextQuery.Word::text).containsExactly("pull", "image");
        assertThat(parsed.times()).isEqualTo(new TimeBound(1L, 2L));
        assertThat(parsed.sortBy()).isEqualTo(SortBy.EVENT_INFO);
        assertThat(parsed.descending()).isFalse();
        assertThat(parsed.paging()).isEqualTo(new Paging(30, 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "event_type=Normal event_type Normal",
                "event_type=error event_type error",
                "sort_by=time sort_by time",
                "sort_by=OCCUR_TIME sort_by OCCUR_TIME",
                "order=DESC order DESC",
                "order=up order up",
                "limit=0 limit 0",
                "limit=1001 limit 1001",
                "limit=-1 limit -1",
                "limit=1.0 limit 1.0",
                "limit=1e2 limit 1e2",
                "limit=ten limit ten",
                "limit=99999999999999999999 limit 99999999999999999999",
                "limit=0x10 limit 0x10",
                "limit=%D9%A1 limit \u0661",
                "offset=-1 offset -1",
                "offset=1.0 offset 1.0",
                "offset=%2B1 offset +1",
                "start_time=-1 start_time -1",
                "start_time=1.5 start_time 1.5",
                "start_time=15e-1 start_time 15e-1",
                "start_time=yesterday start_time yesterday",
                "start_time=1. start_time 1.",
                "start_time=.5 start_time .5",
                "start_time=0x1 start_time 0x1",
                "start_time=NaN start_time NaN",
                "start_time=Infinity start_time Infinity",
                "start_time=1e start_time 1e",
                "start_time=1e-99999999999999999999 start_time 1e-99999999999999999999",
                "end_time=1_000 end_time 1_000",
                "end_time=2026-11-23 end_time 2026-11-23",
                "start_time=2&end_time=1 start_time 2",
                "start_time=1e30&end_time=1e29 start_time 1e30",
                "start_time=20e18&end_time=19e18 start_time 20e18",
                "limit=1&limit=2 limit 2",
                "limit=&limit=5 limit 5",
                "limit=5&limit= limit ''",
                "event_info=a&event_info=b event_info b",
                "%6Cimit=1&limit=2 limit 2",
                "event_info=%zz event_info %zz",
                "event_info=a%2 event_info a%2",
                "event_info=caf%C3%A9 event_info caf\u00e9",
                "event_info=%FF event_info \uFFFD",
            })
    void whatBreaksARuleIsRefusedByNameAndValue(String query, String name, String value) {
        assertThatThrownBy(() -> parse(query)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.error().status()).isEqualTo(400);
            assertThat(e.error().code()).isEqualTo("ModelArts.0107");
            assertThat(e.error().message())
                    .startsWith("The values of the request parameters (" + name + ", " + value
                            + ") are invalid. Allowed: ");
        });
    }

    @Test
    void aTextOfTooManyWordsOrTooLongAWordIsRefused() {
        assertThat(parse("event_info=" + "a+".repeat(64) + "-").words().words()).hasSize(64);
        assertThat(parse("event_info=" + "a".repeat(255)).words().words()).hasSize(1);
        for (String text : List.of("a+".repeat(65), "ok+" + "a".repeat(256), "x-".repeat(700))) {
            assertThatThrownBy(() -> parse("event_info=" + text)).isInstanceOfSatisfying(ApiException.class, e -> {
                assertThat(e.error().code()).isEqualTo("ModelArts.0107");
                assertThat(e.error().message())
                        .startsWith("The values of the request parameters (event_info, ")
                        .contains("... (" + text.length() + " characters)")
                        .endsWith("Allowed: at most 64 words, each of at most 255 characters.");
            });
        }
    }

    @Test
    void everyUnsupportedCharacterOfATextIsRefused() {
        for (char c : "`(){}';,[]<>/?\u0080\u00e9\u4e2d".toCharArray()) {
            String encoded = URLEncoder.encode("pull" + c, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> parse("event_info=" + encoded)).as("%s", c).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void everyOtherAsciiCharacterOfATextIsAccepted() {
        for (char c = 0; c < 0x80; c++) {
            if ("`(){}';,[]<>/?".indexOf(c) < 0) {
                String encoded = URLEncoder.encode("pull " + c, StandardCharsets.UTF_8);
                assertThat(parse("event_info=" + encoded).words().words())
                        .as("%s", (int) c)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1562597251764.0, 1562597251764",
        "1.562597251764E12, 1562597251764",
        "1562597251764000e-3, 1562597251764",
        "15625972517640.00E-1, 1562597251764",
        "0, 0",
        "0.000, 0",
        "0e99999999999999, 0",
        "0e-99999999999999, 0",
        "007, 7",
        "1E+3, 1000",
        "253402300799999, 253402300799999",
        "253402300800000, 253402300800000",
        "253402300800001, 253402300800000",
        "9223372036854775808, 253402300800000",
        "1e999999999999999, 253402300800000"
    })
    void aTimeMayBeWrittenAsANumberOfAnyForm(String text, long milliseconds) {
        assertThat(parse("start_time=" + text.replace("+", "%2B")).times().start())
                .isEqualTo(milliseconds);
        assertThat(parse("end_time=" + text.replace("+", "%2B")).times().end()).isEqualTo(milliseconds);
    }

    @Test
    void theOffsetCountsPagesOrRecords() {
        assertThat(Paging.parse(new QueryString("offset=3&limit=7"), OffsetUnit.PAGE))
                .isEqualTo(new Paging(21, 7));
        assertThat(Paging.parse(new QueryString("offset=3&limit=7"), OffsetUnit.RECORD))
                .isEqualTo(new Paging(3, 7));
        assertThat(Paging.parse(new QueryString("offset=9223372036854775807&limit=7"), OffsetUnit.PAGE))
                .isEqualTo(new Paging(Long.MAX_VALUE, 7));
        assertThat(Paging.parse(new QueryString("offset=99999999999999999999&limit=7"), OffsetUnit.RECORD))
                .isEqualTo(new Paging(Long.MAX_VALUE, 7));
    }

    @Property
    void everyPageOfATotalIsCountedAsAListWouldCountIt(
            @ForAll @LongRange(min = 0, max = 5000) long total,
            @ForAll @LongRange(min = 0, max = 6000) long offset,
            @ForAll @IntRange(min = 1, max = 1000) int limit) {
        Paging paging = Paging.parse(new QueryString("offset=" + offset + "&limit=" + limit), OffsetUnit.PAGE);
        long counted = java.util.stream.LongStream.range(0, total)
                .skip(offset * limit)
                .limit(limit)
                .count();
        assertThat(paging.count(total)).isEqualTo((int) counted);
    }

    @Property
    void aTimeIsAcceptedExactlyWhenItIsAWholeNumber(@ForAll("numbers") String text) {
        BigDecimal value = new BigDecimal(text);
        boolean whole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
        if (whole) {
            BigDecimal largest = BigDecimal.valueOf(253402300800000L);
            assertThat(parse("end_time=" + text.replace("+", "%2B")).times().end())
                    .isEqualTo(value.min(largest).longValueExact());
        } else {
            assertThatThrownBy(() -> parse("end_time=" + text.replace("+", "%2B")))
                    .isInstanceOf(ApiException.class);
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("00123456789").ofMinLength(1).ofMaxLength(8);
        Arbitrary<String> fraction =
                digits.map(text -> "." + text).injectNull(0.5).map(text -> text == null ? "" : text);
        Arbitrary<String> exponent = Combinators.combine(
                        Arbitraries.of("e", "E", "e+", "E-"),
                        Arbitraries.integers().between(0, 30))
                .as((sign, number) -> sign + number)
                .injectNull(0.5)
                .map(text -> text == null ? "" : text);
        return Combinators.combine(digits, fraction, exponent).as((one, two, three) -> one + two + three);
    }

    @Property
    void anyQueryStringIsUnderstoodOrRefusedWith0107(@ForAll("queries") String query) {
        try {
            EventQuery parsed = parse(query);
            assertThat(parsed.paging().size()).isBetween(1, 1000);
            assertThat(parsed.paging().skip()).isNotNegative();
        } catch (ApiException e) {
            assertThat(e.error().code()).isEqualTo("ModelArts.0107");
            assertThat(e.error().message().length()).isLessThan(400);
        }
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> name = Arbitraries.of(
                "event_type",
                "event_info",
                "start_time",
                "end_time",
                "offset",
                "limit",
                "sort_by",
                "order",
                "other",
                "");
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of("1", "0", "asc", "normal", "occur_time", "", "1e3", "%20", "%", "pull"),
                Arbitraries.strings().ofMaxLength(200));
        return Combinators.combine(name, value)
                .as((one, two) -> one + "=" + two)
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("&", parts));
    }

    private static EventQuery parse(String query) {
        return EventQuery.parse(new QueryString(query), OffsetUnit.PAGE);
    }
}
