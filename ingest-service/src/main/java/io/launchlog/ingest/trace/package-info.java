/** Owns the spans: whether there are any, and those of the exchanges with Elasticsearch. */
@NullMarked
package io.launchlog.ingest.trace;

import org.jspecify.annotations.NullMarked;
