package io.launchlog.benchmarks.fuzz;

import io.launchlog.benchmarks.load.Project;
import java.util.List;

/** Makes requests, the same one for the same seed and number. May be used by several threads. */
final class RequestGenerator {

    private static final List<String> READING = List.of("GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "OPTIONS");

    private static final List<String> OTHERS = List.of(
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "FOO",
            "get",
            "G@T",
            "G\u00e9T",
            "A".repeat(200));

    private static final List<String> BODIES = List.of(
            "Content-Length: 5\r\nConnection: close\r\n\r\nhello",
            "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nnot hexadecimal\r\n\r\n",
            "Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

    private static final String LAST_LINE = "Connection: close\r\n\r\n";

    private final long seed;
    private final Targets targets;
    private final HeaderLines headers;

    /** @param projects 2 or more, the caller's own first */
    RequestGenerator(long seed, List<Project> projects) {
        this.seed = seed;
        this.targets = new Targets(projects);
        this.headers = new HeaderLines(projects);
    }

    FuzzRequest request(long number) {
        Dice dice = new Dice(seed, number);
        return switch (dice.between(0, 9)) {
            case 0 -> new FuzzRequest(number, malformed(dice), false, false);
            case 1, 2, 3 -> untidy(number, dice);
            default -> tidy(number, dice);
        };
    }

    private FuzzRequest tidy(long number, Dice dice) {
        String method = dice.of(READING);
        String text = method + " " + targets.of(dice) + " HTTP/1.1\r\n" + headers.tidy(dice);
        return dice.onceIn(4)
                ? new FuzzRequest(number, text + LAST_LINE, method.equals("HEAD"), false)
                : new FuzzRequest(number, text + "\r\n", method.equals("HEAD"), true);
    }

    private FuzzRequest untidy(long number, Dice dice) {
        String method = dice.of(OTHERS);
        String text = method + " " + targets.of(dice) + dice.of(List.of(" HTTP/1.1", " HTTP/1.1", " HTTP/1.0")) + "\r\n"
                + headers.untidy(dice);
        return new FuzzRequest(number, text + (dice.onceIn(3) ? dice.of(BODIES) : LAST_LINE), false, false);
    }

    /** Its first line is none, the rest is in order. */
    private String malformed(Dice dice) {
        String target = targets.of(dice);
        String line = dice.of(List.of(
                "GET",
                "GET  " + target + " HTTP/1.1",
                "GET " + target + " HTTP/9.9",
                "GET " + target + " HTTP/1.1 extra",
                "GET " + target + " http/1.1",
                "GET\t" + target + "\tHTTP/1.1",
                "GET " + target + " FTP/1.1",
                " GET " + target + " HTTP/1.1",
                "HTTP/1.1 " + target + " GET",
                "PRI * HTTP/2.0",
                "\u0016\u0003\u0001\u0002\0\u0001",
                "\0",
                WildText.of(dice),
                WildText.of(dice) + " " + target + " HTTP/1.1"));
        return line + "\r\n" + headers.tidy(dice) + LAST_LINE;
    }
}
