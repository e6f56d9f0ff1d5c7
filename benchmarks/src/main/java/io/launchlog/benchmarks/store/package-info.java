/** Owns the plain HTTP to Elasticsearch, the ready-made bulk bodies and the filled indices. */
@NullMarked
package io.launchlog.benchmarks.store;

import org.jspecify.annotations.NullMarked;
