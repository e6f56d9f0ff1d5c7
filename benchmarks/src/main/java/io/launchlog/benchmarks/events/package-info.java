/** Owns the events that are measured with: real texts, seeded. */
@NullMarked
package io.launchlog.benchmarks.events;

import org.jspecify.annotations.NullMarked;
