package io.launchlog.standalone;

import io.launchlog.embedded.DataDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * What is where in a data directory.
 *
 * @param directory absolute
 */
record Workspace(Path directory) {

    private static final int TOKEN_BYTES = 18;

    Workspace {
        directory = directory.toAbsolutePath().normalize();
    }

    /** Creates the directory when it is missing and keeps other instances out of it. */
    DataDirectory lock() {
        return DataDirectory.lock("Launchlog", directory);
    }

    Path kafka() {
        return directory.resolve("kafka");
    }

    Path elasticsearch() {
        return directory.resolve("elasticsearch");
    }

    /** Where the demo worker works. */
    Path demo() {
        return directory.resolve("demo");
    }

    /** @param command which writes it; each has its own, because two processes must not roll the same file */
    Path logFile(String command) {
        return directory.resolve("logs").resolve(command + ".log");
    }

    /**
     * The token of this data directory for use during development: made once, so that a curl of yesterday works today,
     * and readable by its owner only.
     */
    String developmentToken() {
        Path file = directory.resolve("development-token");
        try {
            String kept = Files.readString(file).strip();
            if (!kept.isEmpty()) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            // Made below.
        } catch (IOException e) {
            throw new CannotRunException(
                    "The development token in " + file + " cannot be read: check its permissions", e);
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = "dev-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writePrivately(file, token + "\n");
        return token;
    }

    /** Leaves word for {@code launchlog demo} about the instance that runs on this directory. */
    void announce(Addresses addresses, Grant grant) {
        Properties words = new Properties();
        words.putAll(addresses.toProperties(grant));
        StringWriter text = new StringWriter();
        try {
            words.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        writePrivately(instanceFile(), text.toString());
    }

    /** Takes the word back: nothing runs here any more. */
    void withdraw() {
        try {
            Files.deleteIfExists(instanceFile());
        } catch (IOException ignored) {
            // A stale file does no harm: whoever reads it asks the API whether it is there.
        }
    }

    /** What the last instance left word of; it may have died since. */
    Optional<Properties> announced() {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(instanceFile())));
            return Optional.of(properties);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotRunException(instanceFile() + " cannot be read: check its permissions", e);
        }
    }

    private Path instanceFile() {
        return directory.resolve("instance.properties");
    }

    private static void writePrivately(Path file, String text) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
