package io.launchlog.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this checkout. */
public final class Checkout {

    private Checkout() {}

    /**
     * A file or folder.
     *
     * @param name from the root of the checkout, such as {@code docker-compose.yml}
     */
    public static Path path(String name) {
        // Maven runs tests in the folder of their module.
        return Path.of("..").toAbsolutePath().normalize().resolve(name);
    }

    /**
     * The text of a file.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
