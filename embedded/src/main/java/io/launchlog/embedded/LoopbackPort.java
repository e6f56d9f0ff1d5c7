package io.launchlog.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Ports of 127.0.0.1, looked at before a backend tries to listen there. */
public final class LoopbackPort {

    /** The only address that an embedded backend listens on. */
    public static final String HOST = "127.0.0.1";

    /**
     * Ports that are given to children lie below those that systems choose by themselves, for outgoing connections too:
     * Linux from 32,768 on, macOS from 49,152. One of those may be gone before a child listens there, or while it is
     * away in between.
     */
    private static final int FIRST = 10_240;

    private static final int LAST = 32_767;

    /** Goes on from pick to pick, as not every port that was picked is used yet; other processes begin elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST + 1));

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

    /** A port where nobody listens now, and the system sends nobody. Whoever wants it should take it soon. */
    public static int free() {
        for (int tried = FIRST; tried <= LAST; tried++) {
            int port = NEXT.getAndUpdate(LoopbackPort::after);
            try (ServerSocket socket = listen(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody listens there.
            } catch (IOException e) {
                throw new UncheckedIOException("no port can be tried on " + HOST, e);
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + LAST + " is free on " + HOST);
    }

    /** So many different ports of that kind. */
    public static List<Integer> free(int count) {
        return IntStream.range(0, count).mapToObj(_ -> free()).toList();
    }

    /** The one that is tried after that one. */
    static int after(int port) {
        return port == LAST ? FIRST : port + 1;
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
