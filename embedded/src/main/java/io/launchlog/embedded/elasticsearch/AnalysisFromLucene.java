package io.launchlog.embedded.elasticsearch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Lucene's own tokenizers and token filters under the names, with the parameters and the defaults of a full server,
 * whose module for them is not published. Only those that the index template uses; a parameter that is not here is
 * refused, so that nothing behaves differently in silence.
 */
final class AnalysisFromLucene extends Plugin implements AnalysisPlugin {

    private static final int NO_GROUP = -1;

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
                "whitespace", tokenizer(Set.of("max_token_length"), AnalysisFromLucene::whitespace),
                "keyword", tokenizer(Set.of("buffer_size"), AnalysisFromLucene::keyword),
                "pattern", tokenizer(Set.of("pattern", "flags", "group"), AnalysisFromLucene::pattern));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
                "lowercase", AnalysisFromLucene::lowercase,
                "word_delimiter_graph", filter(WordDelimiter.PARAMETERS, WordDelimiter::of),
                "flatten_graph", filter(Set.of(), settings -> FlattenGraphFilter::new),
                "stemmer", filter(Stemmer.PARAMETERS, Stemmer::of),
                "remove_duplicates", filter(Set.of(), settings -> RemoveDuplicatesTokenFilter::new),
                "length", filter(Set.of("min", "max"), AnalysisFromLucene::length));
    }

    /** A full server knows this one by its name only, not as the type of a configured filter. */
    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(PreConfiguredTokenFilter.singleton("keyword_repeat", false, false, KeywordRepeatFilter::new));
    }

    private static Supplier<Tokenizer> whitespace(Settings settings) {
        int longest = settings.getAsInt("max_token_length", CharTokenizer.DEFAULT_MAX_WORD_LEN);
        return () -> new WhitespaceTokenizer(longest);
    }

    private static Supplier<Tokenizer> keyword(Settings settings) {
        int bufferSize = settings.getAsInt("buffer_size", KeywordTokenizer.DEFAULT_BUFFER_SIZE);
        return () -> new KeywordTokenizer(bufferSize);
    }

    private static Supplier<Tokenizer> pattern(Settings settings) {
        Pattern pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
        int group = settings.getAsInt("group", NO_GROUP);
        return () -> new PatternTokenizer(pattern, group);
    }

    private static UnaryOperator<TokenStream> length(Settings settings) {
        int min = settings.getAsInt("min", 0);
        int max = settings.getAsInt("max", Integer.MAX_VALUE);
        return input -> new LengthFilter(input, min, max);
    }

    private static TokenFilterFactory lowercase(Object index, Object environment, String name, Settings settings) {
        requireKnown(name, settings, Set.of());
        return new LowerCase(name);
    }

    private static AnalysisProvider<TokenizerFactory> tokenizer(
            Set<String> parameters, Function<Settings, Supplier<Tokenizer>> maker) {
        return (index, environment, name, settings) -> {
            requireKnown(name, settings, parameters);
            return TokenizerFactory.newFactory(name, maker.apply(settings));
        };
    }

    private static AnalysisProvider<TokenFilterFactory> filter(
            Set<String> parameters, Function<Settings, UnaryOperator<TokenStream>> maker) {
        return (index, environment, name, settings) -> {
            requireKnown(name, settings, parameters);
            return new LuceneFilter(name, maker.apply(settings));
        };
    }

    private static void requireKnown(String name, Settings settings, Set<String> parameters) {
        for (String key : settings.keySet()) {
            // The type is how it came here; settings of the index come along when nothing is configured.
            if (!key.equals("type") && !key.startsWith("index.") && !parameters.contains(key)) {
                throw new IllegalArgumentException(
                        "[%s] has the parameter [%s], which the embedded Elasticsearch does not have: it has %s"
                                .formatted(name, key, parameters));
            }
        }
    }

    private record LuceneFilter(String name, UnaryOperator<TokenStream> filter) implements TokenFilterFactory {

        @Override
        public TokenStream create(TokenStream input) {
            return filter.apply(input);
        }
    }

    private record LowerCase(String name) implements NormalizingTokenFilterFactory {

        @Override
        public TokenStream create(TokenStream input) {
            return new LowerCaseFilter(input);
        }
    }
}
