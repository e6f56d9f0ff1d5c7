package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The files that volumes of Secrets bring into a container. */
final class MountedFiles {

    private MountedFiles() {}

    /** Their paths in the container; of a Secret without a choice of keys, the folder with a slash behind it. */
    static Set<String> of(Manifest manifest) {
        Set<String> files = new TreeSet<>();
        elements(manifest.container().path("volumeMounts")).forEach(mount -> {
            String folder = mount.path("mountPath").asText() + "/";
            elements(manifest.podSpec().path("volumes"))
                    .filter(volume -> volume.path("name").equals(mount.path("name")))
                    .forEach(volume -> {
                        add(folder, volume.path("secret"), files);
                        elements(volume.at("/projected/sources"))
                                .forEach(source -> add(folder, source.path("secret"), files));
                    });
        });
        return files;
    }

    private static void add(String folder, JsonNode secret, Set<String> files) {
        if (secret.isMissingNode()) {
            return;
        }
        if (secret.path("items").isMissingNode()) {
            files.add(folder);
        }
        elements(secret.path("items"))
                .forEach(item -> files.add(folder + item.path("path").asText()));
    }
}
