/** Owns the way to Elasticsearch: deadline, failures and the streaming of its answers. */
@NullMarked
package io.launchlog.query.search;

import org.jspecify.annotations.NullMarked;
