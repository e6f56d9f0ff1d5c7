package io.launchlog.ingest.verify;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Documents that do not belong where they are, kept on disk. Filled by several threads. */
final class StrayFile implements AutoCloseable {

    private final Path path;
    private final DataOutputStream out;
    private long size;

    /**
     * A document that should not be there.
     *
     * @param kind duplicated or unexpected
     * @param index number of its index
     * @param id its {@code _id}
     * @param routed whether its routing is that of its service
     * @param home number of the index where the log says that its id belongs; -1 when the log has no such id
     * @param print what is to be there; {@link Hash128#NONE} when the log has no such id
     */
    record Stray(Difference kind, int index, String id, boolean routed, int home, Hash128 print) {

        static Stray duplicated(IndexEntry document, LogEntry winner) {
            return new Stray(
                    Difference.DUPLICATED,
                    document.index(),
                    document.id().text(),
                    document.routed(),
                    winner.index(),
                    winner.print());
        }

        static Stray unexpected(int index, String id, boolean routed) {
            return new Stray(Difference.UNEXPECTED, index, id, routed, -1, Hash128.NONE);
        }
    }

    StrayFile(Path directory) {
        path = directory.resolve("strays");
        try {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("Making " + path, e);
        }
    }

    synchronized void add(Stray stray) {
        try {
            out.writeUTF(stray.kind().name());
            out.writeInt(stray.index());
            out.writeUTF(stray.id());
            out.writeBoolean(stray.routed());
            out.writeInt(stray.home());
            out.writeLong(stray.print().high());
            out.writeLong(stray.print().low());
            size++;
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + path, e);
        }
    }

    synchronized boolean isEmpty() {
        return size == 0;
    }

    /** Hands them over in lists of up to that many, each of one index. */
    synchronized void forEach(int most, Consumer<List<Stray>> consumer) {
        try {
            out.flush();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
                List<Stray> together = new ArrayList<>();
                for (long i = 0; i < size; i++) {
                    Stray stray = new Stray(
                            Difference.valueOf(in.readUTF()),
                            in.readInt(),
                            in.readUTF(),
                            in.readBoolean(),
                            in.readInt(),
                            new Hash128(in.readLong(), in.readLong()));
                    if (together.size() == most
                            || (!together.isEmpty() && together.getFirst().index() != stray.index())) {
                        consumer.accept(List.copyOf(together));
                        together.clear();
                    }
                    together.add(stray);
                }
                if (!together.isEmpty()) {
                    consumer.accept(List.copyOf(together));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + path, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Closing " + path, e);
        }
    }
}
