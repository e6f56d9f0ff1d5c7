/** Owns one real Elasticsearch node in this JVM, with the parts of a full server that are not published as libraries. */
@NullMarked
package io.launchlog.embedded.elasticsearch;

import org.jspecify.annotations.NullMarked;
