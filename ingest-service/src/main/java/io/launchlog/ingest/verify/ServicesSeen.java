package io.launchlog.ingest.verify;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.ServiceDocument;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What documents say of services: merged in memory as long as there are few, spilled in parts when there are many.
 * Filled by several threads.
 */
final class ServicesSeen implements AutoCloseable {

    static final int PARTS = 64;

    private static final int MOST_IN_MEMORY = 20_000;

    private final List<Path> paths = new ArrayList<>();
    private final List<DataOutputStream> files = new ArrayList<>();
    private final long[] sizes = new long[PARTS];
    private final Map<ServiceKey, ServiceDocument> merged = new HashMap<>();

    ServicesSeen(Path directory, String name) {
        try {
            for (int i = 0; i < PARTS; i++) {
                Path path = directory.resolve(name + "-" + i);
                paths.add(path);
                files.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Making files in " + directory, e);
        }
    }

    synchronized void add(ServiceDocument seen) {
        merged.merge(seen.service(), seen, ServiceDocument::merge);
        if (merged.size() >= MOST_IN_MEMORY) {
            spill();
        }
    }

    private void spill() {
        try {
            for (ServiceDocument seen : merged.values()) {
                int part = Math.floorMod(seen.service().hashCode(), PARTS);
                write(seen, files.get(part));
                sizes[part]++;
            }
            merged.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("Spilling services", e);
        }
    }

    /** What is said of the services of one part. */
    synchronized Map<ServiceKey, ServiceDocument> part(int part) {
        spill();
        Map<ServiceKey, ServiceDocument> services = new HashMap<>();
        try {
            files.get(part).flush();
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(paths.get(part))))) {
                for (long i = 0; i < sizes[part]; i++) {
                    ServiceDocument seen = read(in);
                    services.merge(seen.service(), seen, ServiceDocument::merge);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + paths.get(part), e);
        }
        return services;
    }

    private static void write(ServiceDocument seen, DataOutputStream out) throws IOException {
        out.writeUTF(seen.service().projectId());
        out.writeUTF(seen.service().serviceId());
        out.writeUTF(seen.serviceName());
        out.writeLong(seen.nameOccurTime());
        out.writeLong(seen.nameSequence());
        out.writeLong(seen.nameTieBreaker());
        out.writeLong(seen.firstSeen());
        out.writeLong(seen.lastSeen());
    }

    private static ServiceDocument read(DataInputStream in) throws IOException {
        return new ServiceDocument(
                new ServiceKey(in.readUTF(), in.readUTF()),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    @Override
    public synchronized void close() {
        try {
            for (DataOutputStream file : files) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Closing the spilled services", e);
        }
    }
}
