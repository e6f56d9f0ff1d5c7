package io.launchlog.benchmarks.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads answers from a connection as they are: no client library that would tidy them up. */
final class AnswerReader {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])( .*)?");
    private static final int LONGEST_LINE = 16_384;

    private final InputStream stream;

    /** @param stream buffered */
    AnswerReader(InputStream stream) {
        this.stream = stream;
    }

    /**
     * The next answer that is a final one.
     *
     * @param isHead whether it is to a HEAD request and has no body
     * @throws EOFException when there is none, or not all of it
     * @throws ProtocolException when it is none of HTTP
     */
    Answer read(boolean isHead) throws IOException {
        String first = line();
        if (!first.startsWith("HTTP/")) {
            byte[] rest = stream.readAllBytes();
            return new Answer(0, Map.of(), first + new String(rest, StandardCharsets.UTF_8));
        }
        Matcher line = STATUS_LINE.matcher(first);
        if (!line.matches()) {
            throw new ProtocolException("no status line: " + first);
        }
        int status = Integer.parseInt(line.group(1));
        Map<String, List<String>> headers = headers();
        if (status < 200) {
            return read(isHead);
        }
        Answer head = new Answer(status, headers, "");
        if (isHead || status == 204 || status == 304) {
            return head;
        }
        byte[] body = body(head);
        return new Answer(status, headers, new String(unpacked(head, body), StandardCharsets.UTF_8));
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("no header line: " + line);
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Answer head) throws IOException {
        if (head.isChunked()) {
            return chunks();
        }
        return head.isMeasured() ? exactly(Integer.parseInt(head.header("Content-Length"))) : stream.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            requireEmpty(line());
        }
        requireEmpty(line());
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String size = line();
        try {
            return Integer.parseInt(size, 16);
        } catch (NumberFormatException e) {
            throw new ProtocolException("no size of a chunk: " + size);
        }
    }

    private static void requireEmpty(String line) throws ProtocolException {
        if (!line.isEmpty()) {
            throw new ProtocolException("no end of a chunk: " + line);
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = stream.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer broke off after " + bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private static byte[] unpacked(Answer head, byte[] body) throws IOException {
        if (!head.header("Content-Encoding").equals("gzip")) {
            return body;
        }
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return packed.readAllBytes();
        }
    }

    /** Without its end. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0) {
                if (!line.isEmpty()) {
                    return line.toString();
                }
                throw new EOFException("the connection ended without an answer");
            }
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) next);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
