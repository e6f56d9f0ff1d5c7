package io.launchlog.query.events;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.QueryBuilders;
import io.launchlog.model.index.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words as filters over what the analyzers of the index template made of the texts (contract section 4). */
final class TextFilter {

    /** Words as written, not their stems: an unfinished word has none. */
    private static final String UNFINISHED_WORD = "unfinished_word";

    /**
     * How many continuations of the last part of {@code resnet-5} are tried, in the order of their characters. One
     * index has fewer, unless that part is a digit or two and there are very many numbers.
     */
    private static final int MAXIMUM_CONTINUATIONS = 10_000;

    private TextFilter() {}

    /** One filter for each word. */
    static List<Query> of(TextQuery query) {
        List<TextQuery.Word> words = query.words();
        List<Query> filters = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            List<Query> ways = finished(words.get(i));
            if (i == words.size() - 1) {
                ways.addAll(unfinished(words.get(i)));
            }
            filters.add(QueryBuilders.bool(b -> b.should(ways).minimumShouldMatch("1")));
        }
        return filters;
    }

    private static List<Query> finished(TextQuery.Word word) {
        List<Query> ways = new ArrayList<>();
        ways.add(QueryBuilders.matchPhrase(m -> m.field(Field.EVENT_INFO).query(word.text())));
        if (word.isSinglePart()) {
            ways.add(QueryBuilders.match(
                    m -> m.field(Field.EVENT_INFO_INNER_WORDS).query(word.core())));
        }
        String joined = word.joinedLetters();
        if (!joined.isEmpty()) {
            ways.add(QueryBuilders.match(m -> m.field(Field.EVENT_INFO).query(joined)));
        }
        return ways;
    }

    private static List<Query> unfinished(TextQuery.Word word) {
        if (!word.isSinglePart()) {
            return List.of(QueryBuilders.matchPhrasePrefix(m -> m.field(Field.EVENT_INFO)
                    .query(word.text())
                    .analyzer(UNFINISHED_WORD)
                    .maxExpansions(MAXIMUM_CONTINUATIONS)));
        }
        String start = word.core().toLowerCase(Locale.ROOT);
        return List.of(
                QueryBuilders.prefix(p -> p.field(Field.EVENT_INFO).value(start)),
                QueryBuilders.prefix(p -> p.field(Field.EVENT_INFO_INNER_WORDS).value(start)));
    }
}
