/** Owns the command {@code faults}: its options and its report. */
@NullMarked
package io.launchlog.faults;

import org.jspecify.annotations.NullMarked;
