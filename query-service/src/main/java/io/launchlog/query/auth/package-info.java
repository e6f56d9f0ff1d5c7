/** Owns who may read which project. */
@NullMarked
package io.launchlog.query.auth;

import org.jspecify.annotations.NullMarked;
