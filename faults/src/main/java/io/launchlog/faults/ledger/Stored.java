package io.launchlog.faults.ledger;

/**
 * A document of an index of events.
 *
 * @param identity project, service, source and id, from its source
 * @param source the digest of its whole source
 */
public record Stored(String index, String id, String identity, String source) {}
