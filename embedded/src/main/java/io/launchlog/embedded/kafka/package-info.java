/** Owns one real Kafka broker (and its controller) in this JVM. */
@NullMarked
package io.launchlog.embedded.kafka;

import org.jspecify.annotations.NullMarked;
