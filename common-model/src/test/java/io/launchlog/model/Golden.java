package io.launchlog.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files in {@code src/test/resources/golden} that hold what outsiders see. After an intended change write them anew with
 * {@code ./mvnw -pl common-model test -Dlaunchlog.golden.update=true} and review the difference.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Compares the text with the file of that name, but for the line break at its end. */
    public static void assertMatches(String name, String text) {
        try {
            Path file = FOLDER.resolve(name);
            String actual = text.stripTrailing() + "\n";
            if (Boolean.getBoolean("launchlog.golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual, UTF_8);
            }
            assertThat(file)
                    .as("golden file; see %s for how to write it", Golden.class)
                    .exists();
            assertThat(actual)
                    .as("%s; see %s for how to write it anew", file, Golden.class)
                    .isEqualTo(Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
