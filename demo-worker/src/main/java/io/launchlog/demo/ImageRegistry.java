package io.launchlog.demo;

import io.launchlog.demo.server.ModelServer;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A folder with model images and their checksums. */
final class ImageRegistry {

    /** The model's file within an image. */
    static final String MODEL_FILE = "model.properties";

    private static final LocalDateTime SAME_TIME_FOR_ALL = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int LARGEST_FILE = 16 * 1024 * 1024;

    private final Path directory;

    ImageRegistry(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Packs the compiled model server and the service's model, and stores the archive with its checksum. */
    ModelImage build(DemoService service) throws IOException {
        Path archive = directory.resolve(service.model() + "-" + service.modelVersion() + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            for (Class<?> type : ModelServer.CLASSES) {
                String file = type.getName().replace('.', '/') + ".class";
                add(zip, file, type, "/" + file);
            }
            add(zip, MODEL_FILE, DemoService.class, service.model() + ".properties");
        }
        String sha256 = sha256(archive);
        Files.writeString(checksumFile(archive), sha256);
        return new ModelImage(service.imageName(), archive, sha256, Files.size(archive));
    }

    private static void add(ZipOutputStream zip, String name, Class<?> type, String resource) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // So that the same content has the same checksum whenever it is packed.
        entry.setTimeLocal(SAME_TIME_FOR_ALL);
        zip.putNextEntry(entry);
        try (InputStream content = type.getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException("The class path has no " + resource);
            }
            content.transferTo(zip);
        }
        zip.closeEntry();
    }

    /**
     * Copies an image out of the registry, makes sure that it is the one that was built, and unpacks it.
     *
     * @param target an existing directory
     * @throws PhaseFailedException when the copy's checksum is not the stored one, or a file of the archive would be
     *     written outside of the target; nothing is unpacked then
     */
    void pull(ModelImage image, Path target) throws IOException, PhaseFailedException {
        Path copy = Files.copy(image.archive(), target.resolve("image.zip"));
        String expected = Files.readString(checksumFile(image.archive()));
        String found = sha256(copy);
        if (!found.equals(expected)) {
            throw new PhaseFailedException(
                    "CHECKSUM_MISMATCH",
                    "Failed to pull image " + image.name() + ": checksum mismatch: expected sha256:" + expected
                            + ", found sha256:" + found);
        }
        unpack(image, copy, target);
    }

    private static void unpack(ModelImage image, Path archive, Path target) throws IOException, PhaseFailedException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                byte[] content = zip.readNBytes(LARGEST_FILE + 1);
                if (!file.startsWith(target) || entry.isDirectory() || content.length > LARGEST_FILE) {
                    throw new PhaseFailedException(
                            "INVALID_IMAGE",
                            "Failed to pull image " + image.name() + ": it has a file that is not allowed: "
                                    + entry.getName());
                }
                Files.createDirectories(file.resolveSibling("."));
                try (OutputStream out = Files.newOutputStream(file)) {
                    out.write(content);
                }
            }
        }
    }

    private static Path checksumFile(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".sha256");
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
