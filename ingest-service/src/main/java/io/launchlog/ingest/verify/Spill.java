package io.launchlog.ingest.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One side of the comparison on disk, cut into parts by the leading bits of the id, so that both sides of a part fit
 * into memory. Entries may be added by several threads.
 *
 * @param <T> what is kept
 */
final class Spill<T extends Spilled> implements AutoCloseable {

    private static final int BUFFERED_ENTRIES = 256;
    private static final int READ_ENTRIES = 4096;

    private final int entryBytes;
    private final Function<ByteBuffer, T> reader;
    private final List<Part> parts = new ArrayList<>();

    Spill(Path directory, String name, int parts, int entryBytes, Function<ByteBuffer, T> reader) {
        this.entryBytes = entryBytes;
        this.reader = reader;
        for (int i = 0; i < parts; i++) {
            this.parts.add(new Part(directory.resolve(name + "-" + i)));
        }
    }

    void add(T entry) {
        // The id's bits are evenly spread: taken as a fraction of the whole range, they say the part.
        int part = (int) Math.unsignedMultiplyHigh(entry.id().high(), parts.size());
        parts.get(part).add(entry);
    }

    /** Hands over all entries of a part, in the order in which they came. */
    void forEach(int part, Consumer<T> consumer) {
        parts.get(part).forEach(consumer);
    }

    @Override
    public void close() {
        parts.forEach(Part::close);
    }

    private final class Part {

        private final FileChannel file;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED_ENTRIES * entryBytes);

        Part(Path path) {
            try {
                file = FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException e) {
                throw new UncheckedIOException("Making " + path, e);
            }
        }

        synchronized void add(T entry) {
            if (buffer.remaining() < entryBytes) {
                flush();
            }
            entry.write(buffer);
        }

        synchronized void forEach(Consumer<T> consumer) {
            flush();
            try {
                ByteBuffer read = ByteBuffer.allocate(READ_ENTRIES * entryBytes);
                long end = file.size();
                for (long position = 0; position < end; ) {
                    read.clear();
                    while (read.hasRemaining() && position + read.position() < end) {
                        if (file.read(read, position + read.position()) < 0) {
                            throw new IOException("A spill file is shorter than what was written into it");
                        }
                    }
                    position += read.position();
                    read.flip();
                    while (read.hasRemaining()) {
                        consumer.accept(reader.apply(read));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Reading a spill file", e);
            }
        }

        private void flush() {
            try {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
                buffer.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Writing a spill file; is the disk full? --work-directory names another place", e);
            }
        }

        synchronized void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Closing a spill file", e);
            }
        }
    }
}
