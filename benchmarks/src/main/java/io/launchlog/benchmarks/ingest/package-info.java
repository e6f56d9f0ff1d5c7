/** Owns the measurements of ingest: drained, CPU, index size, freshness. */
@NullMarked
package io.launchlog.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
