/** Owns which pages of other origins may read answers in a browser: none unless configured. */
@NullMarked
package io.launchlog.query.cors;

import org.jspecify.annotations.NullMarked;
