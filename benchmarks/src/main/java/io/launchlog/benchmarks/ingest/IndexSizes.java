package io.launchlog.benchmarks.ingest;

/**
 * Bytes per event, each index merged to one segment and on the disk.
 *
 * @param value of the record on the topic, without key and headers
 * @param ours as ingest wrote them
 * @param dynamic the same sources and ids in an index that guesses its mapping
 * @param dynamicAsPublished the same without the fields that ingest adds
 */
public record IndexSizes(double value, double ours, double dynamic, double dynamicAsPublished) {}
