/** Owns the faults: what is done to which process, and how it is undone. */
@NullMarked
package io.launchlog.faults.fault;

import org.jspecify.annotations.NullMarked;
