/** Makes in Kafka and Elasticsearch what ingest needs there, before it starts: the command {@code setup}. */
@NullMarked
package io.launchlog.ingest.setup;

import org.jspecify.annotations.NullMarked;
