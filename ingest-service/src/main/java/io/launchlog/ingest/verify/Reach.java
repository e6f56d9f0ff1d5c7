package io.launchlog.ingest.verify;

/**
 * How far back can be told what differs; epoch milliseconds, {@link Long#MIN_VALUE} where all can, {@link Long#MAX_VALUE}
 * where nothing can.
 *
 * @param documents those of an earlier occur time may come from records that Kafka has dropped
 * @param letters those of records of an earlier timestamp may have been dropped
 */
record Reach(long documents, long letters) {}
