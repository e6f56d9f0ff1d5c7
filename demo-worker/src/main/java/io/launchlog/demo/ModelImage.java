package io.launchlog.demo;

import java.nio.file.Path;

/**
 * A built image in the registry.
 *
 * @param archive a zip archive of the model server and its model
 * @param sha256 of the archive when it was built, 64 hexadecimal digits
 * @param bytes its size then
 */
record ModelImage(String name, Path archive, String sha256, long bytes) {}
