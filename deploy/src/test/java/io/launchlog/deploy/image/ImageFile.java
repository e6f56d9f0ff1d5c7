package io.launchlog.deploy.image;

import io.launchlog.deploy.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image as the build without Docker writes it: a file that {@code docker load} reads.
 *
 * @param manifest says where what is in the file
 * @param description the image's JSON: config, history, layers
 * @param layers from the lowest to the topmost
 */
record ImageFile(Path file, JsonNode manifest, JsonNode description, List<Layer> layers) {

    /**
     * One layer.
     *
     * @param entries its files and folders
     */
    record Layer(List<Entry> entries) {

        boolean has(String name) {
            return entries.stream().anyMatch(entry -> entry.name().equals(name));
        }
    }

    /**
     * One file or folder.
     *
     * @param name absolute in the container
     * @param mode its permissions as octal digits, such as {@code 644}
     * @param owner number of the user who owns it
     */
    record Entry(String name, String mode, long owner, Instant modified, boolean folder) {}

    /** @param service whose image, such as {@code ingest-service} */
    static ImageFile of(String service) {
        Path file = Checkout.path("deploy/target/images/" + service + ".tar");
        try (TarFile tar = new TarFile(file)) {
            JsonNode manifest = json(tar, "manifest.json").get(0);
            List<Layer> layers = new ArrayList<>();
            for (JsonNode layer : manifest.required("Layers")) {
                layers.add(new Layer(entries(tar, layer.asString())));
            }
            return new ImageFile(
                    file, manifest, json(tar, manifest.required("Config").asString()), layers);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read; './mvnw -pl deploy -am verify' makes it before the tests", e);
        }
    }

    JsonNode config() {
        return description.required("config");
    }

    /** The texts of a list in the config. */
    List<String> configured(String name) {
        return config().path(name).valueStream().map(JsonNode::asString).toList();
    }

    List<Entry> entries() {
        return layers.stream().flatMap(layer -> layer.entries().stream()).toList();
    }

    /** The number of the layer that has the file; -1 when none has. */
    int layerOf(String name) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).has(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Lays all layers over each other, as a container has them, with permissions and times. */
    void unpack(Path folder) throws IOException {
        try (TarFile tar = new TarFile(file)) {
            for (JsonNode layer : manifest.required("Layers")) {
                try (TarArchiveInputStream content = layer(tar, layer.asString())) {
                    for (TarArchiveEntry entry = content.getNextEntry();
                            entry != null;
                            entry = content.getNextEntry()) {
                        unpack(content, entry, folder.resolve(relative(entry.getName())));
                    }
                }
            }
        }
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        if (!entry.isFile()) {
            throw new IOException(entry.getName() + " is neither a file nor a folder");
        }
        Files.createDirectories(target.getParent());
        Files.copy(content, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions(entry.getMode())));
        Files.setLastModifiedTime(
                target, FileTime.from(entry.getLastModifiedTime().toInstant()));
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < text.length(); bit++) {
            if ((mode & (1 << (text.length() - 1 - bit))) == 0) {
                text.setCharAt(bit, '-');
            }
        }
        return text.toString();
    }

    private static JsonNode json(TarFile tar, String name) throws IOException {
        try (InputStream content = content(tar, name)) {
            return JsonMapper.shared().readTree(content);
        }
    }

    private static List<Entry> entries(TarFile tar, String layer) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (TarArchiveInputStream content = layer(tar, layer)) {
            for (TarArchiveEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                entries.add(new Entry(
                        "/" + relative(entry.getName()),
                        Integer.toOctalString(entry.getMode() & 0777),
                        entry.getLongUserId(),
                        entry.getLastModifiedTime().toInstant(),
                        entry.isDirectory()));
            }
        }
        return entries;
    }

    private static TarArchiveInputStream layer(TarFile tar, String name) throws IOException {
        return new TarArchiveInputStream(new GZIPInputStream(content(tar, name)));
    }

    private static InputStream content(TarFile tar, String name) throws IOException {
        for (TarArchiveEntry entry : tar.getEntries()) {
            if (entry.getName().equals(name)) {
                return tar.getInputStream(entry);
            }
        }
        throw new IOException("There is no " + name + " in it");
    }

    private static String relative(String name) {
        return name.replaceAll("^/+|/+$", "");
    }
}
