package io.launchlog.ingest.verify;

/**
 * A document as a search gives it.
 *
 * @param <S> what its source is read into
 * @param index the name of its index
 * @param id its {@code _id}
 * @param routing empty when it has none
 * @param sequenceNumber with the primary term its version; -1 when it was not asked for
 */
record Hit<S>(String index, String id, String routing, S source, long sequenceNumber, long primaryTerm) {}
