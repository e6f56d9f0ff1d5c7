/** Records that can never be indexed, written to their own topic. */
@NullMarked
package io.launchlog.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
