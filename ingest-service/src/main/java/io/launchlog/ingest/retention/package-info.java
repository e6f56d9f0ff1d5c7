/** Dropping what has expired: whole buckets, and what the services say of them. */
@NullMarked
package io.launchlog.ingest.retention;

import org.jspecify.annotations.NullMarked;
