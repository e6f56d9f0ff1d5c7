/**
 * Owns the processes that faults happen to: brokers, Elasticsearch nodes, instances of ingest and of the query
 * service; and the operators' commands.
 */
@NullMarked
package io.launchlog.faults.process;

import org.jspecify.annotations.NullMarked;
