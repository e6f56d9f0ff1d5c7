/**
 * What writer and reader of the index agree on (contract section 2): names, buckets, routing, ids, documents, templates.
 */
@NullMarked
package io.launchlog.model.index;

import org.jspecify.annotations.NullMarked;
