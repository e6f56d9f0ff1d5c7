/** Health and metrics. */
@NullMarked
package io.launchlog.ingest.operations;

import org.jspecify.annotations.NullMarked;
