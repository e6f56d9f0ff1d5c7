package io.launchlog.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRegistryTest {

    private static final DemoService SERVICE = DemoService.ALL.getFirst();

    @TempDir
    Path directory;

    private Path target;
    private ImageRegistry registry;

    @BeforeEach
    void makeDirectories() throws IOException {
        target = Files.createDirectories(directory.resolve("instances/one"));
        registry = new ImageRegistry(directory.resolve("registry"));
    }

    @Test
    void pullsTheServerAndTheModelThatItBuilt() throws Exception {
        ModelImage image = registry.build(SERVICE);
        registry.pull(image, target);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "image.zip",
                        "model.properties",
                        "io/launchlog/demo/server/ModelServer.class",
                        "io/launchlog/demo/server/LinearModel.class");
        assertThat(target.resolve("model.properties")).content().contains("labels=cat,dog,car");
    }

    @Test
    void takesTheChecksumOfWhatIsStored() throws Exception {
        ModelImage image = registry.build(SERVICE);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(image.archive()));
        assertThat(image.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(image.bytes()).isEqualTo(Files.size(image.archive()));
    }

    @Test
    void buildsTheSameImageFromTheSameFiles() throws Exception {
        assertThat(registry.build(SERVICE)).isEqualTo(registry.build(SERVICE));
    }

    @Test
    void refusesAnImageThatChangedAfterItWasBuiltAndUnpacksNothing() throws Exception {
        ModelImage image = registry.build(SERVICE);
        Files.write(image.archive(), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> registry.pull(image, target))
                .isInstanceOfSatisfying(
                        PhaseFailedException.class,
                        e -> assertThat(e.errorCode()).isEqualTo("CHECKSUM_MISMATCH"))
                .hasMessageMatching("Failed to pull image demo-registry/resnet-50:1\\.0\\.0: checksum mismatch:"
                        + " expected sha256:" + image.sha256() + ", found sha256:[0-9a-f]{64}");
        assertThat(files()).containsExactly("image.zip");
    }

    @Test
    void writesNoFileOutsideOfTheInstance() throws Exception {
        Path archive = directory.resolve("registry/evil.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("../../escaped.txt"));
            zip.write(1);
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
        String sha256 = HexFormat.of().formatHex(digest);
        Files.writeString(directory.resolve("registry/evil.zip.sha256"), sha256);
        assertThatThrownBy(() -> registry.pull(new ModelImage("evil", archive, sha256, 1), target))
                .isInstanceOf(PhaseFailedException.class)
                .hasMessage("Failed to pull image evil: it has a file that is not allowed: ../../escaped.txt");
        assertThat(directory.resolve("escaped.txt")).doesNotExist();
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(target)) {
            return all
                    .filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .toList()
                    .stream();
        }
    }
}
