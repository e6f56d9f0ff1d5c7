/** Owns the processes that faults happen to: a broker, an Elasticsearch node, instances of ingest. */
@NullMarked
package io.launchlog.faults.process;

import org.jspecify.annotations.NullMarked;
