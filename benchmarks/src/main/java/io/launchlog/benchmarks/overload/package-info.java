/** Owns the proof that one query service stays well under far more than it can do. */
@NullMarked
package io.launchlog.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
