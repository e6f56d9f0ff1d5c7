/** Owns what is written down of each request. */
@NullMarked
package io.launchlog.query.access;

import org.jspecify.annotations.NullMarked;
