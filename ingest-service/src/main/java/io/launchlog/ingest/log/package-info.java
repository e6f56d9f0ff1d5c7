/** Reading topics beside ingest, without its group: for the operators' commands; and the ids of topics. */
@NullMarked
package io.launchlog.ingest.log;

import org.jspecify.annotations.NullMarked;
