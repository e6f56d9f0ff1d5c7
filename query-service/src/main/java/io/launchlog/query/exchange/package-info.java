/** Owns the exchanges with Elasticsearch: over which connection, with which node, and for how long. */
@NullMarked
package io.launchlog.query.exchange;

import org.jspecify.annotations.NullMarked;
