package io.launchlog.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Ports of 127.0.0.1, looked at before a backend tries to listen there. */
public final class LoopbackPort {

    /** The only address that an embedded backend listens on. */
    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /**
     * Makes sure that nobody listens on a port.
     *
     * @param backend who wants to listen there, as people say it
     * @param port 0 to 65535; 0 is always free
     * @throws EmbeddedStartException when the port is in use or may not be used
     */
    public static void requireFree(String backend, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535 but was " + port);
        }
        try (ServerSocket socket = listen(port)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "%s cannot listen on port %d of %s, because it is in use: stop the process that listens there, or choose another port."
                            .formatted(backend, port, HOST),
                    e);
        }
    }

    /** A port where nobody listens now. Whoever wants it should take it soon. */
    public static int free() {
        return free(1).getFirst();
    }

    /** So many different ports where nobody listens now. */
    public static List<Integer> free(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // Held until all are found: one that is free again may be found a second time.
            for (int i = 0; i < count; i++) {
                sockets.add(listen(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        } finally {
            sockets.forEach(LoopbackPort::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a port of " + HOST + " is not given back", e);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As the backends do: connections of a server that was just stopped do not keep its port busy.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
