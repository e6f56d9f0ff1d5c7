/** Owns the child JVMs: how they are started, spoken to, measured and ended. */
@NullMarked
package io.launchlog.benchmarks.process;

import org.jspecify.annotations.NullMarked;
