package io.launchlog.query.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text, and what finds it or does not.
 *
 * @param text of an event
 * @param finds queries that find it
 * @param doesNot queries that do not
 */
record TextCase(String text, List<String> finds, List<String> doesNot) {

    private static final String HEAD = "| text | finds it | does not |";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * Those of the table in the README (contract section 4).
     *
     * @throws IllegalStateException when the table is not there, or has a row that would be read in part only
     */
    static List<TextCase> ofReadme() {
        List<TextCase> cases;
        try {
            cases = Files.readAllLines(Path.of("..", "README.md")).stream()
                    .dropWhile(line -> !line.equals(HEAD))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(TextCase::ofRow)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (cases.isEmpty()) {
            throw new IllegalStateException("README.md has no rows behind " + HEAD);
        }
        return cases;
    }

    private static TextCase ofRow(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells.length != 5) {
            throw new IllegalStateException("Three cells are expected in " + row);
        }
        return new TextCase(codes(cells[1]).getFirst().replace("\\n", "\n"), codes(cells[2]), codes(cells[3]));
    }

    private static List<String> codes(String cell) {
        List<String> codes =
                CODE.matcher(cell).results().map(code -> code.group(1)).toList();
        String read = codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ", " ", " "));
        if (!read.equals(cell)) {
            throw new IllegalStateException("Only `code`, with commas between, is expected in:" + cell);
        }
        return codes;
    }
}
