/** Owns what the measurements run against: the services and their backends, each in a child JVM. */
@NullMarked
package io.launchlog.benchmarks.process;

import org.jspecify.annotations.NullMarked;
