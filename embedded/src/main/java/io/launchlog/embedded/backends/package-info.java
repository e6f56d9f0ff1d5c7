/** Owns a JVM of its own that has both servers and nothing else. */
@NullMarked
package io.launchlog.embedded.backends;

import org.jspecify.annotations.NullMarked;
