/** Owns the plain HTTP to Elasticsearch and the ready-made bulk bodies. */
@NullMarked
package io.launchlog.benchmarks.store;

import org.jspecify.annotations.NullMarked;
