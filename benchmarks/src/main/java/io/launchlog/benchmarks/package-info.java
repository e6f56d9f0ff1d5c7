/** Owns the commands of {@code ./launchlog bench}, their tables and their JSON file. */
@NullMarked
package io.launchlog.benchmarks;

import org.jspecify.annotations.NullMarked;
