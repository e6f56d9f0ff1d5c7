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
 * @param sortBy as the API calls it; empty for its default
 * @param clients asking at the same time
 */
public record QueryCase(String name, int page, List<String> words, String sortBy, int clients) {

    static final String FIRST_PAGE = "first_page";
    private static final String DEEP_PAGE = "deep_page";
    static final List<Integer> PAGES = List.of(10, 100, 1000);

    private static final List<Integer> CLIENTS = List.of(1, 8);

    public QueryCase {
        words = List.copyOf(words);
    }

    /** The newest events of a service. */
    public static QueryCase firstPage(int page, int clients) {
        return new QueryCase(FIRST_PAGE, page, List.of(), "", clients);
    }

    /** Pages that are far behind, by time and by text. */
    static List<QueryCase> deep() {
        return Stream.of("", "event_info")
                .flatMap(sortBy -> PAGES.stream()
                        .map(page -> new QueryCase(
                                sortBy.isEmpty() ? DEEP_PAGE : DEEP_PAGE + "_by_" + sortBy,
                                page,
                                List.of(),
                                sortBy,
                                1)))
                .toList();
    }

    /** Whether it is one of these. */
    static boolean isDeep(String name) {
        return name.startsWith(DEEP_PAGE);
    }

    /** All others that are measured, in the order of the table. */
    static List<QueryCase> all() {
        List<QueryCase> cases = new ArrayList<>();
        for (int clients : CLIENTS) {
            PAGES.stream().map(page -> firstPage(page, clients)).forEach(cases::add);
            cases.add(new QueryCase("text_filter", 100, List.of("image", "pulling"), "", clients));
        }
        return List.copyOf(cases);
    }
}
