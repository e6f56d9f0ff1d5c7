/** Owns every error that a caller sees (contract section 3), whoever finds it: our code, Spring or the container. */
@NullMarked
package io.launchlog.query.error;

import org.jspecify.annotations.NullMarked;
