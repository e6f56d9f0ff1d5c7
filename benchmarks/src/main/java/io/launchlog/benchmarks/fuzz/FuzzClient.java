package io.launchlog.benchmarks.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends bytes over connections of its own, one after the other. Used by one thread. */
final class FuzzClient implements AutoCloseable {

    /** Longer than the deadline of a request. */
    private static final int TIMEOUT_MILLIS = 15_000;

    private final int port;
    private @Nullable Connection kept;

    private record Connection(Socket socket, AnswerReader reader) {}

    FuzzClient(int port) {
        this.port = port;
    }

    /** @throws IOException when there is no whole answer */
    Answer send(FuzzRequest request) throws IOException {
        Connection used = kept;
        kept = null;
        if (used != null) {
            try {
                return exchange(used, request);
            } catch (IOException e) {
                // The service may have closed it meanwhile: once more on a new one.
            }
        }
        return exchange(open(), request);
    }

    private Connection open() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        return new Connection(socket, new AnswerReader(new BufferedInputStream(socket.getInputStream())));
    }

    private Answer exchange(Connection connection, FuzzRequest request) throws IOException {
        boolean isKept = false;
        try {
            write(connection, request);
            Answer answer = connection.reader().read(request.isHead());
            isKept = request.keepsConnection() && answer.keepsConnection();
            return answer;
        } finally {
            if (isKept) {
                kept = connection;
            } else {
                close(connection);
            }
        }
    }

    private static void write(Connection connection, FuzzRequest request) {
        try {
            connection.socket().getOutputStream().write(request.text().getBytes(StandardCharsets.ISO_8859_1));
            if (!request.keepsConnection()) {
                connection.socket().shutdownOutput();
            }
        } catch (IOException e) {
            // The service may answer before it has read all; the answer is what counts.
        }
    }

    @Override
    public void close() {
        if (kept != null) {
            close(kept);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.socket().close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
