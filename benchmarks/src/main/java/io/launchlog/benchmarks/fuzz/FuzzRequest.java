package io.launchlog.benchmarks.fuzz;

/**
 * A request as it is sent.
 *
 * @param number by which it can be made again
 * @param text to its last byte, one in each character
 * @param isHead whether its answer has no body
 * @param keepsConnection whether it is clear where it ends, so that the connection can be used again
 */
record FuzzRequest(long number, String text, boolean isHead, boolean keepsConnection) {

    /** Where a container may stop reading: it answers then, but the client may never see that. */
    private static final int BOUND = 90_000;

    /** Whether its first line names no version: it is answered as in HTTP/0.9 then, without a head. */
    boolean isWithoutVersion() {
        return !text.lines().findFirst().orElse("").contains("HTTP/");
    }

    /** Whether it may be cut off before it is answered. */
    boolean mayBeCutOff() {
        return text.length() > BOUND;
    }
}
