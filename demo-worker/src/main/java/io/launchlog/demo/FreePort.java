package io.launchlog.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port of 127.0.0.1 for an instance. */
final class FreePort {

    /** Below those that systems give to outgoing connections, which would take one away before the instance listens. */
    private static final int FIRST = 10_240;

    private static final int LAST = 32_767;
    private static final int ATTEMPTS = 1000;

    private FreePort() {}

    /**
     * A port where nobody listens now.
     *
     * @throws IOException when none was found
     */
    static int find() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        IOException last = new IOException("No port was tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            try (ServerSocket socket = new ServerSocket(port, 1, loopback)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "No port from " + FIRST + " to " + LAST + " of 127.0.0.1 was free in " + ATTEMPTS + " attempts", last);
    }
}
