package io.launchlog.query.services;

/**
 * A service as its events describe it.
 *
 * @param id unique within its project
 * @param name the latest
 * @param firstSeen earliest occur time of its events, epoch milliseconds
 * @param lastSeen latest occur time, epoch milliseconds
 */
public record Service(String id, String name, long firstSeen, long lastSeen) {}
