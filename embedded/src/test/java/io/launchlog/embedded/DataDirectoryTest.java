package io.launchlog.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void belongsToOneHolderAtATimeUnderWhateverPathItIsNamed() {
        Path roundabout = directory.resolve("..").resolve(directory.getFileName());
        try (DataDirectory held = DataDirectory.lock("Kafka", directory)) {
            assertThat(held.path()).isAbsolute();
            assertThatThrownBy(() -> DataDirectory.lock("Kafka", roundabout))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage(
                            "The Kafka data directory %s is in use by another process:"
                                    + " stop that one, or choose another directory.",
                            held.path());
        }
        DataDirectory.lock("Kafka", roundabout).close();
    }

    @Test
    void doesNotBelongToUsWhileAnotherProcessHoldsIt() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> DataDirectory.lock("Kafka", directory))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("is in use by another process");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor()).isNotZero();
        DataDirectory.lock("Kafka", directory).close();
    }

    @Test
    void isCreatedWithItsParents() {
        Path deep = directory.resolve("a").resolve("b");
        DataDirectory.lock("Kafka", deep).close();
        assertThat(deep).isDirectory();
    }

    @Test
    void cannotBeAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.lock("Kafka", file))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageStartingWith("The Kafka data directory " + file + " cannot be created or written");
    }

    /** The other process: holds the directory until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (DataDirectory held = DataDirectory.lock("Kafka", Path.of(arguments[0]))) {
                System.out.println(held.path().toFile().exists() ? "held" : "lost");
                System.in.read();
            }
        }
    }
}
