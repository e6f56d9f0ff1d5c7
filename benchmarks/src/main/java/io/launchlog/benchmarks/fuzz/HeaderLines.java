package io.launchlog.benchmarks.fuzz;

import io.launchlog.benchmarks.load.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * Header lines, each with its end.
 *
 * @param projects the caller's own first
 */
record HeaderLines(List<Project> projects) {

    private static final String END = "\r\n";
    private static final String TOKEN = "X-Auth-Token: ";

    /** Those that leave it clear where the request ends. */
    private static final List<String> TIDY = List.of(
            "Accept: */*",
            "Accept: text/html",
            "Accept: garbage;;q=x",
            "Accept-Encoding: gzip",
            "Accept-Encoding: br, identity;q=0",
            "Accept-Language: de-DE-x-\u00e9",
            "Content-Type: application/json",
            "Content-Type: text/plain; charset=nope",
            "Content-Type: ;;;",
            "Cookie: JSESSIONID=a; b=c",
            "If-Match: *",
            "If-Modified-Since: yesterday",
            "If-None-Match: *",
            "If-None-Match: \"a\", W/\"b\"",
            "If-None-Match: \"",
            "Origin: https://elsewhere.example",
            "Origin: null",
            "Access-Control-Request-Method: DELETE",
            "Range: bytes=0-3",
            "Range: bytes=9-1,-",
            "Forwarded: for=\"[::1]\";host=evil",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Prefix: //evil",
            "X-Forwarded-Proto: https",
            "X-HTTP-Method-Override: DELETE",
            "X-Request-Id: mine-1",
            "X-Request-Id: <b>not one</b>",
            "X-Request-Id: " + "a".repeat(65),
            "traceparent: 00-nonsense",
            "X-Empty:",
            "User-Agent: ${jndi:ldap://h/a}");

    /** Those that do not, or that no client may send. */
    private static final List<String> UNTIDY = List.of(
            "Content-Length: 0",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Content-Length: 5, 5",
            "Content-Length: five",
            "Transfer-Encoding: nope",
            "Transfer-Encoding: chunked, nope",
            "Transfer-Encoding: identity",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "TE: trailers",
            "Host: second",
            "Host: a b",
            "Host: [::",
            "no colon here",
            ": no name",
            "b l a n k: x",
            "Sm\u00f6rg\u00e5s: x",
            "X-Nul: a\0b",
            "X-Control: a\u0001b",
            "X-Folded: a\r\n b",
            "X-Bare: a\nX-Second: b",
            "(comment): x",
            "Expect: something-else",
            "HTTP2-Settings: AAMAAABkAAQAAP__");

    private static final List<Integer> FLOODS =
            List.of(8_000, 30_000, 32_000, 60_000, 64_000, 90_000, 97_000, 99_000, 130_000);

    HeaderLines {
        projects = List.copyOf(projects);
    }

    /** Lines of a client that means well, whatever its token is worth. */
    String tidy(Dice dice) {
        List<String> lines = new ArrayList<>(List.of("Host: launchlog"));
        lines.addAll(tokens(dice));
        int count = dice.between(0, 3);
        for (int i = 0; i < count; i++) {
            lines.add(dice.of(TIDY));
        }
        return joined(lines);
    }

    /** Lines of one that does not. */
    String untidy(Dice dice) {
        List<String> lines = new ArrayList<>();
        if (!dice.onceIn(10)) {
            lines.add("Host: launchlog");
        }
        lines.addAll(tokens(dice));
        lines.add(dice.of(dice.onceIn(3) ? TIDY : UNTIDY));
        if (dice.onceIn(12)) {
            lines.add("X-Wild: " + WildText.of(dice));
        }
        if (dice.onceIn(20)) {
            flood(dice, lines);
        }
        return joined(lines);
    }

    /** Large headers, one or many, about as large in all as the service takes. */
    private static void flood(Dice dice, List<String> lines) {
        int size = dice.of(FLOODS);
        int parts = dice.of(List.of(1, 2, 3, 5, 95, 101, 300));
        String value = "a".repeat(size / parts);
        for (int i = 0; i < parts; i++) {
            lines.add("X-Filler-" + i + ": " + value);
        }
    }

    private List<String> tokens(Dice dice) {
        String own = projects.getFirst().token();
        return switch (dice.between(0, 23)) {
            case 0 -> List.of();
            case 1 -> List.of(TOKEN + dice.of(List.of("", " ", "\t ")));
            case 2 -> List.of(TOKEN + projects.getLast().token());
            case 3, 4 -> List.of(TOKEN + Tokens.wrong(dice));
            case 5 -> List.of(TOKEN + own, TOKEN + Tokens.wrong(dice));
            case 6 -> List.of(dice.of(List.of("x-auth-token: ", "X-AUTH-TOKEN:", "X-Auth-Token:  ")) + own + "  ");
            case 7 -> List.of("Authorization: Bearer " + own, "X-Subject-Token: " + Tokens.wrong(dice));
            case 8 -> List.of(TOKEN + own.substring(dice.between(1, own.length() - 8)));
            case 9 -> dice.onceIn(4) ? List.of("X-Auth-Token : " + Tokens.wrong(dice)) : List.of(TOKEN + own);
            default -> List.of(TOKEN + own);
        };
    }

    private static String joined(List<String> lines) {
        return String.join(END, lines) + END;
    }
}
