/** What {@code SECURITY.md} says: connections that are encrypted and let in by name, and what is said of those that are not. */
@NullMarked
package io.launchlog.deploy.security;

import org.jspecify.annotations.NullMarked;
