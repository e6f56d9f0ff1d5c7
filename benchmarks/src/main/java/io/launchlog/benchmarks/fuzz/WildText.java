package io.launchlog.benchmarks.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What nobody should send as a part of a URL, or in a header. Each character stands for one byte. */
final class WildText {

    /** No line breaks: they would make another request of it. */
    private static final List<String> PIECES = List.of(
            "%",
            "%2",
            "%zz",
            "%00",
            "%0d%0aX-Injected:%201",
            "%c0%af",
            "%ff%fe",
            "%ed%a0%80",
            "%f0%9f%98%80",
            "%u0041",
            "%25%32%46",
            "%2e%2e",
            "\0",
            "\u0001",
            "\u007f",
            "\u00ff\u00fe",
            bytes("\u65e5\u672c\u8a9e"),
            bytes("\ud83d\ude00"),
            bytes("\u202e"),
            " ",
            "\t",
            "+",
            "..",
            "../../etc/passwd",
            "\\",
            "<script>alert(1)</script>",
            "\"'",
            "' OR 1=1 --",
            "${jndi:ldap://h/a}",
            "{{7*7}}",
            ";a=b",
            "#",
            "*",
            "|`^",
            "null",
            "true",
            "-1",
            "0x10",
            "1.5",
            "1e999999999",
            "1562597251764.0",
            "9".repeat(19),
            "9".repeat(400),
            "-9223372036854775809",
            "NaN",
            bytes("\u0661\u0662"));

    private static final int LONGEST = 3000;

    private WildText() {}

    /** Some pieces, with letters between; never empty. */
    static String of(Dice dice) {
        if (dice.onceIn(25)) {
            return dice.of(List.of("a", "%41", bytes("\u00e9"), "word+")).repeat(dice.between(1, LONGEST));
        }
        StringBuilder text = new StringBuilder();
        int pieces = dice.between(1, 3);
        for (int i = 0; i < pieces; i++) {
            if (dice.onceIn(2)) {
                text.append((char) dice.between('a', 'p'));
            }
            text.append(dice.of(PIECES));
        }
        return text.toString();
    }

    /** Its bytes in UTF-8, one in each character. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
