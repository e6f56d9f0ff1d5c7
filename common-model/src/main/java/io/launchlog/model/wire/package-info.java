/** CloudEvents to and from Kafka records, and the headers of dead letters (contract section 1). */
@NullMarked
package io.launchlog.model.wire;

import org.jspecify.annotations.NullMarked;
