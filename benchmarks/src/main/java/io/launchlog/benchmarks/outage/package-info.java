/** Owns the proof that callers are told quickly while Elasticsearch is away, and that it goes on by itself. */
@NullMarked
package io.launchlog.benchmarks.outage;

import org.jspecify.annotations.NullMarked;
