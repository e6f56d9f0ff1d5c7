package io.launchlog.benchmarks.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked for, and by how many at once.
 *
 * @param name in table and JSON
 * @param page how many events the answer holds
 * @param words of {@code event_info}, all of which are to be found; none for no filter
 * @param clients asking at the same time
 */
record QueryCase(String name, int page, List<String> words, int clients) {

    private static final List<Integer> CLIENTS = List.of(1, 8);

    QueryCase {
        words = List.copyOf(words);
    }

    /** All that are measured, in the order of the table. */
    static List<QueryCase> all() {
        List<QueryCase> cases = new ArrayList<>();
        for (int clients : CLIENTS) {
            Stream.of(10, 100, 1000)
                    .map(page -> new QueryCase("first_page", page, List.of(), clients))
                    .forEach(cases::add);
            cases.add(new QueryCase("text_filter", 100, List.of("image", "pulling"), clients));
        }
        return List.copyOf(cases);
    }
}
