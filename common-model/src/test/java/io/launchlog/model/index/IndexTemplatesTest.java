package io.launchlog.model.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.Golden;
import io.launchlog.model.Json;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class IndexTemplatesTest {

    private static final IndexNames NAMES = new IndexNames(Generation.FIRST, BucketSize.MONTH);

    @Test
    void theTemplateOfEventsIsThis() {
        Golden.assertMatches("events-template.json", IndexTemplates.events(NAMES, IndexSettings.DEFAULT));
    }

    @Test
    void theTemplateOfServicesIsThis() {
        Golden.assertMatches("services-template.json", IndexTemplates.services(NAMES, IndexSettings.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateIsValidJsonWithoutPlaceholdersOrKeysGivenTwice(String template) {
        assertThat(Json.indented(template)).startsWith("{").endsWith("}");
        assertThat(template).doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateMapsFieldsByItself(String template) {
        assertThat(template).contains("\"dynamic\": false").doesNotContain("\"dynamic\": true");
        assertThat(template).contains("\"_routing\": {\"required\": true}");
    }

    static Stream<String> templates() {
        IndexNames names = new IndexNames(new Generation(12), BucketSize.DAY);
        IndexSettings settings = new IndexSettings(3, "1-all", Duration.ofMinutes(1));
        return Stream.of(
                IndexTemplates.events(NAMES, IndexSettings.DEFAULT),
                IndexTemplates.services(NAMES, IndexSettings.DEFAULT),
                IndexTemplates.events(names, settings),
                IndexTemplates.services(names, settings));
    }

    @Test
    void settingsAndGenerationAreFilledIn() {
        IndexNames names = new IndexNames(new Generation(12), BucketSize.DAY);
        IndexSettings settings = new IndexSettings(3, "1-all", Duration.ofMillis(1500));
        assertThat(IndexTemplates.events(names, settings))
                .contains("\"index_patterns\": [\"launchlog-events-g12-*\"]")
                .contains("\"number_of_shards\": 3")
                .contains("\"auto_expand_replicas\": \"1-all\"")
                .contains("\"refresh_interval\": \"1500ms\"");
        assertThat(IndexTemplates.services(names, settings))
                .contains("\"index_patterns\": [\"launchlog-services-g12\"]");
    }

    @Test
    void everyFieldThatCodeRefersToIsInATemplate() throws IllegalAccessException {
        String templates = IndexTemplates.events(NAMES, IndexSettings.DEFAULT)
                + IndexTemplates.services(NAMES, IndexSettings.DEFAULT);
        for (var field : Field.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                String name = (String) field.get(null);
                String last = Arrays.asList(name.split("\\.")).getLast();
                assertThat(templates).as(name).contains("\"" + last + "\": {");
            }
        }
    }

    /** Elasticsearch refuses a document with a longer term, and event_info may be 8,192 letters of four bytes. */
    @Test
    void noWordWithInnerWordsIsTooLongForATermOfTheIndex() {
        String lower = "\uD835\uDC1A";
        String upper = "\uD835\uDC00";
        for (String text : List.of(
                (lower + upper).repeat(4096),
                lower + upper.repeat(8191),
                lower.repeat(8191) + upper,
                upper.repeat(4000) + lower + upper + upper.repeat(4000))) {
            assertThat(wordsWithInnerWords(text))
                    .allSatisfy(word -> assertThat(word.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(32_766));
        }
    }

    @Test
    void wordsWithInnerWordsAreThoseWithACapitalBehindASmallLetter() {
        assertThat(wordsWithInnerWords("ImagePullBackOff: pod x/fooBar-2Baz of GPU, OOMKilled, Pod (iPhone)"))
                .containsExactly("ImagePullBackOff", "fooBar", "iPhone");
        assertThat(wordsWithInnerWords("größeÄnderung")).containsExactly("größeÄnderung");
        assertThat(wordsWithInnerWords("a".repeat(255) + "B".repeat(255))).hasSize(1);
    }

    private static List<String> wordsWithInnerWords(String text) {
        return Pattern.compile(valueOf("pattern", IndexTemplates.events(NAMES, IndexSettings.DEFAULT)))
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The string of that name in the JSON. */
    private static String valueOf(String name, String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            while (!name.equals(parser.nextName())) {
                assertThat(parser.currentToken()).as(name).isNotNull();
            }
            return parser.nextStringValue();
        }
    }
}
