/** Owns what is published: good events, the same again, conflicts and poison, from a seed. */
@NullMarked
package io.launchlog.faults.events;

import org.jspecify.annotations.NullMarked;
