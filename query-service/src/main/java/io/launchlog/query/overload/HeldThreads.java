package io.launchlog.query.overload;

/**
 * How many of the container's threads a feature may hold while it waits for somebody else.
 *
 * @param most 0 or more
 * @param by what holds them, as an operator would say
 */
public record HeldThreads(int most, String by) {}
