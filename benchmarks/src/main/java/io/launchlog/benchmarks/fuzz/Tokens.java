package io.launchlog.benchmarks.fuzz;

import java.util.List;

/**
 * Tokens that can be found again: any eight characters of an accepted one hold the mark, and nothing else that is sent
 * does. So a part of a token shows as well as the whole.
 */
final class Tokens {

    /** Of letters that are in no id, no word of the events and no request id. */
    static final String MARK = "zqx7";

    private static final int SHORT = 12;
    private static final int LONG = 8000;

    /** What clients may send as a token though no service would give it out. */
    private static final List<String> SPOILS =
            List.of("", " ", "=", "+/", "\"", "'", "%00", "\u00e4", "\t", "${jndi:ldap://h}", ",", ";");

    private Tokens() {}

    /** One that a service may be told to accept: letters and digits. */
    static String accepted(int number) {
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < SHORT; i++) {
            token.append(MARK).append((number + i) % 10);
        }
        return token.toString();
    }

    /** One that no service accepts. */
    static String wrong(Dice dice) {
        int parts = dice.onceIn(20) ? dice.between(SHORT, LONG) : dice.between(1, SHORT);
        String spoil = dice.of(SPOILS);
        StringBuilder token = new StringBuilder("no");
        for (int i = 0; i < parts; i++) {
            token.append(MARK);
            if (i % SHORT == 1) {
                token.append(spoil);
            }
        }
        return token.toString();
    }
}
