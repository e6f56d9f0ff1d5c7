/** One bulk to Elasticsearch and what became of each item. */
@NullMarked
package io.launchlog.ingest.store;

import org.jspecify.annotations.NullMarked;
