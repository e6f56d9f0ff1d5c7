/** Owns one run: publish, strike, heal, wait, check. */
@NullMarked
package io.launchlog.faults.run;

import org.jspecify.annotations.NullMarked;
