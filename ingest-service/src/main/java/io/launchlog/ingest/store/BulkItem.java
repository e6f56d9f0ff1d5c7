package io.launchlog.ingest.store;

/**
 * What Elasticsearch answered to one item of a bulk.
 *
 * @param status HTTP status of the item
 * @param errorType {@code error.type}, empty without an error
 * @param errorReason {@code error.reason}, bounded; empty without an error
 * @param sequenceNumber of the written document, -1 without one
 * @param primaryTerm of the written document, -1 without one
 */
public record BulkItem(int status, String errorType, String errorReason, long sequenceNumber, long primaryTerm) {

    public boolean succeeded() {
        return status == 200 || status == 201;
    }

    public boolean isVersionConflict() {
        return status == 409;
    }

    public String describe() {
        return "HTTP " + status + " " + errorType + ": " + errorReason;
    }
}
