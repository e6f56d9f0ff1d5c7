package io.launchlog.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full server answers to the same requests. */
class AnalysisFromLuceneIT {

    private static EmbeddedElasticsearch node;
    private static RestClient client;

    @BeforeAll
    static void start(@TempDir Path directory) {
        node = EmbeddedElasticsearch.start(directory, 0);
        client = new RestClient(node);
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    @Test
    void wordDelimiterGraphSplitsReasonsIntoTheirWords() {
        assertThat(tokens("\"whitespace\"", "\"word_delimiter_graph\"", "ImagePullBackOff Back-off node's v2beta1"))
                .containsExactly(
                        "Image@0", "Pull@1", "Back@2", "Off@3", "Back@4", "off@5", "node@6", "v@7", "2@8", "beta@9",
                        "1@10");
    }

    @Test
    void wordDelimiterGraphObeysEachOfItsParameters() {
        assertThat(delimited("\"preserve_original\": true", "Back-off"))
                .containsExactly("Back-off@0/2", "Back@0", "off@1");
        assertThat(delimited("\"catenate_words\": true", "Back-off")).containsExactly("Backoff@0/2", "Back@0", "off@1");
        assertThat(delimited("\"catenate_numbers\": true", "10-20")).containsExactly("1020@0/2", "10@0", "20@1");
        assertThat(delimited("\"catenate_all\": true", "wi-fi-5")).containsExactly("wifi5@0/3", "wi@0", "fi@1", "5@2");
        assertThat(delimited("\"generate_word_parts\": false", "wi-5")).containsExactly("5@0");
        assertThat(delimited("\"generate_number_parts\": false", "wi-5")).containsExactly("wi@0");
        assertThat(delimited("\"split_on_case_change\": false", "BackOff")).containsExactly("BackOff@0");
        assertThat(delimited("\"split_on_numerics\": false", "v2beta")).containsExactly("v2beta@0");
        assertThat(delimited("\"stem_english_possessive\": false", "node's")).containsExactly("node@0", "s@1");
    }

    @Test
    void wordDelimiterGraphLeavesKeywordsAloneWhenToldSo() {
        assertThat(tokens(
                        "\"whitespace\"",
                        "\"keyword_repeat\", {\"type\": \"word_delimiter_graph\", \"ignore_keywords\": true}",
                        "Back-off"))
                .containsExactly("Back-off@0", "Back@0", "off@1");
    }

    @Test
    void wordDelimiterGraphReportsTheOffsetsOfTheWholeWordWhenToldSo() {
        String adjusted = "{\"type\": \"word_delimiter_graph\"}";
        String whole = "{\"type\": \"word_delimiter_graph\", \"adjust_offsets\": false}";
        assertThat(analyze("\"whitespace\"", adjusted, "Back-off").body())
                .contains("\"token\":\"off\",\"start_offset\":5,\"end_offset\":8");
        assertThat(analyze("\"whitespace\"", whole, "Back-off").body())
                .contains("\"token\":\"off\",\"start_offset\":0,\"end_offset\":8");
    }

    @Test
    void flattenGraphMakesTheGraphFitForAnIndex() {
        assertThat(tokens(
                        "\"whitespace\"",
                        "{\"type\": \"word_delimiter_graph\", \"preserve_original\": true}, \"flatten_graph\","
                                + " \"lowercase\"",
                        "ImagePullBackOff now"))
                .containsExactly("imagepullbackoff@0/4", "image@0", "pull@1", "back@2", "off@3", "now@4");
    }

    @Test
    void theStemmersOfEnglishAreThoseOfAFullServer() {
        assertThat(stemmed("english", "pulling creating images")).containsExactly("pull@0", "creat@1", "imag@2");
        assertThat(stemmed("porter2", "pulling skies dying")).containsExactly("pull@0", "sky@1", "die@2");
        assertThat(stemmed("english", "skies dying")).containsExactly("ski@0", "dy@1");
        assertThat(stemmed("light_english", "pulling creating images"))
                .containsExactly("pull@0", "create@1", "image@2");
        assertThat(stemmed("minimal_english", "pulling images")).containsExactly("pulling@0", "image@1");
        assertThat(tokens("\"whitespace\"", "\"stemmer\"", "images")).containsExactly("imag@0");
    }

    @Test
    void keywordRepeatAndRemoveDuplicatesKeepTheWordBesideItsStem() {
        assertThat(tokens(
                        "\"standard\"",
                        "\"lowercase\", \"keyword_repeat\", {\"type\": \"stemmer\", \"language\": \"english\"},"
                                + " \"remove_duplicates\"",
                        "Pulled the image, pull"))
                .containsExactly("pulled@0", "pull@0", "the@1", "image@2", "imag@2", "pull@3");
    }

    @Test
    void thePatternTokenizerSplitsOrTakesAGroup() {
        assertThat(tokens("\"pattern\"", "", "a-b c")).containsExactly("a@0", "b@1", "c@2");
        assertThat(tokens("{\"type\": \"pattern\", \"pattern\": \"[/:@]\"}", "", "registry/team/app:1.2"))
                .containsExactly("registry@0", "team@1", "app@2", "1.2@3");
        assertThat(tokens("{\"type\": \"pattern\", \"pattern\": \"'([^']*)'\", \"group\": 1}", "", "'one' and 'two'"))
                .containsExactly("one@0", "two@1");
        assertThat(tokens("{\"type\": \"pattern\", \"pattern\": \"X\", \"flags\": \"CASE_INSENSITIVE\"}", "", "1x2X3"))
                .containsExactly("1@0", "2@1", "3@2");
    }

    @Test
    void lengthDropsWhatIsTooShortOrTooLong() {
        assertThat(tokens("\"whitespace\"", "{\"type\": \"length\", \"min\": 2, \"max\": 3}", "a bc def ghij"))
                .containsExactly("bc@1", "def@2");
    }

    @Test
    void theKeywordTokenizerTakesAllAsOne() {
        assertThat(tokens("\"keyword\"", "\"lowercase\"", "Back off")).containsExactly("back off@0");
        assertThat(tokens("{\"type\": \"keyword\", \"buffer_size\": 8}", "", "Back off"))
                .containsExactly("Back off@0");
    }

    @Test
    void lowercaseIsGoodForANormalizerAndAllIsGoodForAnAnalyzerOfAnIndex() {
        String index = """
                {
                  "settings": {
                    "analysis": {
                      "tokenizer": {"parts": {"type": "pattern", "pattern": "[/:]"}},
                      "filter": {
                        "small": {"type": "lowercase"},
                        "words": {"type": "word_delimiter_graph", "preserve_original": true},
                        "stems": {"type": "stemmer", "language": "english"},
                        "bounded": {"type": "length", "max": 20}
                      },
                      "normalizer": {"folded": {"type": "custom", "filter": ["small"]}},
                      "analyzer": {
                        "reasons": {
                          "tokenizer": "parts",
                          "filter": ["words", "flatten_graph", "small", "keyword_repeat", "stems",
                                     "remove_duplicates", "bounded"]
                        }
                      }
                    }
                  },
                  "mappings": {
                    "properties": {
                      "reason": {"type": "text", "analyzer": "reasons"},
                      "level": {"type": "keyword", "normalizer": "folded"}
                    }
                  }
                }
                """;
        assertThat(client.put("/analysed", index))
                .isEqualTo(new RestClient.Answer(
                        200, "{\"acknowledged\":true,\"shards_acknowledged\":true,\"index\":\"analysed\"}"));
        client.put("/analysed/_doc/1?refresh=true", "{\"reason\": \"ImagesPulled/BackOff\", \"level\": \"WARN\"}");
        assertThat(count("{\"match\": {\"reason\": \"pulling\"}}")).isEqualTo("{\"count\":1}");
        assertThat(count("{\"match\": {\"reason\": \"backoff\"}}")).isEqualTo("{\"count\":1}");
        assertThat(count("{\"term\": {\"level\": \"Warn\"}}")).isEqualTo("{\"count\":1}");
        assertThat(count("{\"match\": {\"reason\": \"created\"}}")).isEqualTo("{\"count\":0}");
    }

    @Test
    void aParameterThatTheEmbeddedNodeDoesNotHaveIsRefused() {
        assertThat(analyze(
                        "\"whitespace\"",
                        "{\"type\": \"word_delimiter_graph\", \"type_table\": [\"# => ALPHA\"]}",
                        "a"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body())
                        .contains("has the parameter [type_table], which the embedded Elasticsearch does not have"));
        assertThat(analyze("\"whitespace\"", "{\"type\": \"stemmer\", \"language\": \"french\"}", "a"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("[stemmer] has the language [french]"));
    }

    private static String count(String query) {
        return client.post("/analysed/_count?filter_path=count", "{\"query\": %s}".formatted(query))
                .body();
    }

    private static List<String> delimited(String parameter, String text) {
        return tokens("\"whitespace\"", "{\"type\": \"word_delimiter_graph\", %s}".formatted(parameter), text);
    }

    private static List<String> stemmed(String language, String text) {
        return tokens("\"whitespace\"", "{\"type\": \"stemmer\", \"language\": \"%s\"}".formatted(language), text);
    }

    private static final Pattern TOKEN =
            Pattern.compile("\"token\":\"([^\"]*)\",[^}]*\"position\":(\\d+)(?:,\"positionLength\":(\\d+))?");

    /** As {@code token@position}, with {@code /length} when it spans more than one position. */
    private static List<String> tokens(String tokenizer, String filters, String text) {
        return TOKEN.matcher(analyze(tokenizer, filters, text).body())
                .results()
                .map(token ->
                        token.group(1) + "@" + token.group(2) + (token.group(3) == null ? "" : "/" + token.group(3)))
                .toList();
    }

    private static RestClient.Answer analyze(String tokenizer, String filters, String text) {
        return client.post(
                "/_analyze",
                "{\"tokenizer\": %s, \"filter\": [%s], \"text\": \"%s\"}".formatted(tokenizer, filters, text));
    }
}
