/** The command {@code rebuild}: a new generation of the projection from the log, and which generation is read. */
@NullMarked
package io.launchlog.ingest.rebuild;

import org.jspecify.annotations.NullMarked;
