package io.launchlog.query.error;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no client library would send. */
final class RawRequest {

    private RawRequest() {}

    /** The whole answer; the connection is closed behind it. */
    static String send(int port, String requestLine, String... headers) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            StringBuilder request =
                    new StringBuilder(requestLine).append("\r\nHost: launchlog\r\nConnection: close\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            request.append("\r\n");
            try {
                socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The server may answer before it has read all; the answer is what counts.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream stream) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                answer.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // A reset connection after an early answer.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
