/** Owns the arithmetic: medians, percentiles, ratios of pairs. */
@NullMarked
package io.launchlog.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
