/** Owns the bound on searches in flight. */
@NullMarked
package io.launchlog.query.overload;

import org.jspecify.annotations.NullMarked;
