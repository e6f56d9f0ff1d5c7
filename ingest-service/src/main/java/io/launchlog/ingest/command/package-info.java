/** The operators' commands, put together: each belongs to its feature, and no feature knows of this package. */
@NullMarked
package io.launchlog.ingest.command;

import org.jspecify.annotations.NullMarked;
