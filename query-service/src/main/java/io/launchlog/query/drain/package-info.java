/** Owns the time between the wish that the service ends and its end: load balancers are to turn away first. */
@NullMarked
package io.launchlog.query.drain;

import org.jspecify.annotations.NullMarked;
