/** Owns the proof that whatever is sent to the API is answered as its contract says, and gives no token away. */
@NullMarked
package io.launchlog.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
