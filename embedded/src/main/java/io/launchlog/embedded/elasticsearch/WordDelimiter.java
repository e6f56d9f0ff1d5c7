package io.launchlog.embedded.elasticsearch;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.elasticsearch.common.settings.Settings;

/** The parameters of {@code word_delimiter_graph}. */
final class WordDelimiter {

    private static final String ADJUST_OFFSETS = "adjust_offsets";

    private static final Map<String, Integer> ON_UNLESS_SAID = Map.of(
            "generate_word_parts", WordDelimiterGraphFilter.GENERATE_WORD_PARTS,
            "generate_number_parts", WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS,
            "split_on_case_change", WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE,
            "split_on_numerics", WordDelimiterGraphFilter.SPLIT_ON_NUMERICS,
            "stem_english_possessive", WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE);

    private static final Map<String, Integer> OFF_UNLESS_SAID = Map.of(
            "catenate_words", WordDelimiterGraphFilter.CATENATE_WORDS,
            "catenate_numbers", WordDelimiterGraphFilter.CATENATE_NUMBERS,
            "catenate_all", WordDelimiterGraphFilter.CATENATE_ALL,
            "preserve_original", WordDelimiterGraphFilter.PRESERVE_ORIGINAL,
            "ignore_keywords", WordDelimiterGraphFilter.IGNORE_KEYWORDS);

    /** All but {@code protected_words} and {@code type_table}. */
    static final Set<String> PARAMETERS = Stream.of(
                    ON_UNLESS_SAID.keySet(), OFF_UNLESS_SAID.keySet(), Set.of(ADJUST_OFFSETS))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private WordDelimiter() {}

    static UnaryOperator<TokenStream> of(Settings settings) {
        boolean adjustOffsets = settings.getAsBoolean(ADJUST_OFFSETS, true);
        int flags = flags(settings, ON_UNLESS_SAID, true) | flags(settings, OFF_UNLESS_SAID, false);
        return input -> new WordDelimiterGraphFilter(
                input, adjustOffsets, WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE, flags, null);
    }

    private static int flags(Settings settings, Map<String, Integer> known, boolean unlessSaid) {
        return known.entrySet().stream()
                .filter(flag -> settings.getAsBoolean(flag.getKey(), unlessSaid))
                .mapToInt(Map.Entry::getValue)
                .reduce(0, (one, other) -> one | other);
    }
}
