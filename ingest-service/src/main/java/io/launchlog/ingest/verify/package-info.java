/** Proves that the projection is what the log says, and mends it: the command {@code verify}. */
@NullMarked
package io.launchlog.ingest.verify;

import org.jspecify.annotations.NullMarked;
