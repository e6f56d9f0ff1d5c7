package io.launchlog.faults.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A record of the log.
 *
 * @param timestamp epoch milliseconds
 * @param content null when it holds no event
 */
public record LogEntry(
        Place place, long timestamp, @Nullable Content content) {}
