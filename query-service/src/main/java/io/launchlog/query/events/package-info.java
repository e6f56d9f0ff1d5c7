/** Owns the endpoint of a service's events: parameters, search, page. */
@NullMarked
package io.launchlog.query.events;

import org.jspecify.annotations.NullMarked;
