/** Owns a filled service that load is put on, and load that does not wait for answers. */
@NullMarked
package io.launchlog.benchmarks.load;

import org.jspecify.annotations.NullMarked;
