/** Kafka to Elasticsearch: the service that keeps the projection of the log. */
@NullMarked
package io.launchlog.ingest;

import org.jspecify.annotations.NullMarked;
