package io.launchlog.deploy.sizing;

import io.launchlog.deploy.Checkout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code SIZING.md}. */
record SizingPage(String text) {

    private static final Pattern SYMBOL = Pattern.compile("`([a-z][A-Za-z]*)`");

    /**
     * A row of the table that computes.
     *
     * @param symbol by which other rows name it
     * @param formula over other symbols; empty where the values are given
     * @param values in the order of the columns
     */
    record Row(String symbol, String formula, List<Double> values) {}

    static SizingPage ofCheckout() {
        return new SizingPage(Checkout.text("deploy/SIZING.md"));
    }

    /**
     * A figure of the table of what was measured.
     *
     * @throws NoSuchElementException when there is no row of that name
     */
    double measured(String name) {
        return rows().filter(cells -> cells.getFirst().equals(name))
                .map(cells -> number(cells.get(1)))
                .findFirst()
                .orElseThrow();
    }

    /** The set-ups in the head of the table that computes. */
    List<String> columns() {
        return rows().filter(cells -> cells.getFirst().equals("symbol"))
                .map(cells -> cells.subList(3, cells.size()))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of that table, by their symbols. */
    Map<String, Row> computed() {
        Map<String, Row> computed = new LinkedHashMap<>();
        rows().forEach(cells -> {
            List<MatchResult> symbol =
                    SYMBOL.matcher(cells.getFirst()).results().toList();
            if (cells.size() == 3 + columns().size() && symbol.size() == 1) {
                String name = symbol.getFirst().group(1);
                List<Double> values = cells.subList(3, cells.size()).stream()
                        .map(SizingPage::number)
                        .toList();
                computed.put(name, new Row(name, cells.get(2).replace("`", ""), values));
            }
        });
        return computed;
    }

    /** A computed value. */
    double value(String symbol, String column) {
        Row row = computed().get(symbol);
        if (row == null) {
            throw new NoSuchElementException(
                    "There is no row " + symbol + "; there are " + computed().keySet());
        }
        return row.values().get(columns().indexOf(column));
    }

    private Stream<List<String>> rows() {
        return text.lines().filter(line -> line.startsWith("|")).map(line -> {
            List<String> cells = new ArrayList<>();
            for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
                cells.add(cell.strip());
            }
            return cells;
        });
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.replace(",", ""));
    }
}
