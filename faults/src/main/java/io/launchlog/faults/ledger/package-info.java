/** Owns what is known afterwards: what was acknowledged, what the log and the dead letters hold, what is indexed. */
@NullMarked
package io.launchlog.faults.ledger;

import org.jspecify.annotations.NullMarked;
