package io.launchlog.benchmarks;

import picocli.CommandLine.Option;

/** The option of the measurements that compare in turns. */
final class Rounds {

    private static final int FEWEST_TO_QUOTE = 5;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Measured rounds; fewer than 5 are only for a look. Default: ${DEFAULT-VALUE}")
    int count = FEWEST_TO_QUOTE;

    /** Says so when the figures are only for a look. */
    void warn(Session session) {
        if (count < FEWEST_TO_QUOTE) {
            session.say("Fewer than " + FEWEST_TO_QUOTE + " rounds: not figures to quote");
        }
    }
}
