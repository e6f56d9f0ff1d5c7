/** Everything in one process: starts the backends and both services on this machine, and stops them again. */
@NullMarked
package io.launchlog.standalone;

import org.jspecify.annotations.NullMarked;
