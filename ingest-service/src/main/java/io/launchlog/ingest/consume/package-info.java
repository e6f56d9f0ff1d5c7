/** From a polled batch to a commit: decoding, the order of the steps, what is retried. */
@NullMarked
package io.launchlog.ingest.consume;

import org.jspecify.annotations.NullMarked;
