/** Owns what has to hold whatever happened, checked over the ledgers. */
@NullMarked
package io.launchlog.faults.invariant;

import org.jspecify.annotations.NullMarked;
