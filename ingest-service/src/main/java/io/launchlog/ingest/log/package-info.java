/** Reading topics beside ingest, without its group: for the operators' commands. */
@NullMarked
package io.launchlog.ingest.log;

import org.jspecify.annotations.NullMarked;
