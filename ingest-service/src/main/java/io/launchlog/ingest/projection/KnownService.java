package io.launchlog.ingest.projection;

import io.launchlog.model.index.ServiceDocument;

/**
 * A service document as it is stored.
 *
 * @param sequenceNumber with the primary term the version that the next write replaces
 */
record KnownService(ServiceDocument document, long sequenceNumber, long primaryTerm) {}
