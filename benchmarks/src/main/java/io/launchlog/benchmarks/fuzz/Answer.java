package io.launchlog.benchmarks.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer, read to its end.
 *
 * @param status 0 when there was no head (HTTP/0.9)
 * @param headers by their names, which are kept in small letters
 * @param body as text, unpacked; empty when there is none
 */
record Answer(int status, Map<String, List<String>> headers, String body) {

    Answer {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), entry -> List.copyOf(entry.getValue())));
    }

    boolean hasHead() {
        return status > 0;
    }

    /** All values of that header in one; empty when it is not there. */
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    /** Whether the connection can be used for another request. */
    boolean keepsConnection() {
        return hasHead() && !header("Connection").toLowerCase(Locale.ROOT).contains("close") && isMeasured();
    }

    /** Whether it says where it ends. */
    boolean isMeasured() {
        return isChunked() || headers.containsKey("content-length") || status == 204 || status == 304;
    }

    boolean isChunked() {
        return header("Transfer-Encoding").equalsIgnoreCase("chunked");
    }
}
