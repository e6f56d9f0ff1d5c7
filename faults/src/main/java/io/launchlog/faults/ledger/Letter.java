package io.launchlog.faults.ledger;

/**
 * A dead letter.
 *
 * @param original the record that it is about; its coordinates are -1 when the letter does not tell
 * @param reason as in its header; empty when it has none
 */
public record Letter(Place original, String reason) {}
