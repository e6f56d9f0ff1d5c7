/** Owns the proxy between ingest and Elasticsearch that spoils requests and answers. */
@NullMarked
package io.launchlog.faults.proxy;

import org.jspecify.annotations.NullMarked;
