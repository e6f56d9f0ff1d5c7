/** The event, its value types and its rules (contract section 1): building one that breaks a rule is impossible. */
@NullMarked
package io.launchlog.model.event;

import org.jspecify.annotations.NullMarked;
