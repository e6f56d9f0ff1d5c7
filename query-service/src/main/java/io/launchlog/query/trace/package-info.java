/** Owns whether there are spans, and tells of which trace a request is. */
@NullMarked
package io.launchlog.query.trace;

import org.jspecify.annotations.NullMarked;
