/** The templates, the indices and the services: what the log is projected to. */
@NullMarked
package io.launchlog.ingest.projection;

import org.jspecify.annotations.NullMarked;
