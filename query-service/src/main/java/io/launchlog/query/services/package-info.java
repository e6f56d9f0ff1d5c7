/** Owns what is known of services, and the two endpoints that tell it. */
@NullMarked
package io.launchlog.query.services;

import org.jspecify.annotations.NullMarked;
