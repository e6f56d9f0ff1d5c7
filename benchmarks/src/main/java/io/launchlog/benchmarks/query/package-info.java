/** Owns the measurements of the API against raw searches. */
@NullMarked
package io.launchlog.benchmarks.query;

import org.jspecify.annotations.NullMarked;
