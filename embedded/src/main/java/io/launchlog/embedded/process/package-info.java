/** Owns the child JVMs of benchmarks and fault suite: how they are started, spoken to, measured and ended. */
@NullMarked
package io.launchlog.embedded.process;

import org.jspecify.annotations.NullMarked;
