package io.launchlog.query.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;

/**
 * Where a page begins, near enough for a plain search in the order that it was looked for in.
 *
 * @param query matches the page, and leaves out most of what comes before and behind it
 * @param from how many of its matches come before the page, 0 or more
 */
public record Place(Query query, int from) {}
