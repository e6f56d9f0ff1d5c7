package io.launchlog.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One instance of a service and all that it holds: its directory and port, then a slot, then a process. */
final class Instance implements AutoCloseable {

    private final WorkDirectory directory;
    private final int port;
    private SlotScheduler.@Nullable Slot slot;
    private @Nullable ServerProcess server;

    private Instance(WorkDirectory directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Makes the directory of a new instance in that parent, and finds a free port. */
    static Instance prepare(Path parent, String serviceId) throws IOException {
        int port = FreePort.find();
        return new Instance(WorkDirectory.in(parent, serviceId + "-"), port);
    }

    /** Its name is the id of the instance. */
    Path directory() {
        return directory.path();
    }

    int port() {
        return port;
    }

    void place(SlotScheduler.Slot newSlot) {
        slot = newSlot;
    }

    /** Starts the server whose image was unpacked into the directory. */
    ServerProcess start() throws IOException {
        ServerProcess started = ServerProcess.start(directory.path(), port);
        server = started;
        return started;
    }

    /** Ends the process, if it runs. */
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Gives everything back, whatever of it there is. */
    @Override
    public void close() {
        try (directory) {
            stop();
        } finally {
            if (slot != null) {
                slot.close();
            }
        }
    }
}
