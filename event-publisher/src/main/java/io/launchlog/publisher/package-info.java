/** Owns the way of an event from an orchestrator to Kafka: the producer and the reporter of one deployment. */
@NullMarked
package io.launchlog.publisher;

import org.jspecify.annotations.NullMarked;
