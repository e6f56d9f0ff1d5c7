package io.launchlog.query.auth.keystone;

import java.time.Duration;
import java.util.Set;

/**
 * Who may read, and how long that is believed.
 *
 * @param roles in lower case, of which a token needs one; empty when any token may read
 * @param longest how long a token that may read is believed, at most until it expires
 * @param negative how long a refusal is believed
 */
record ReadingRules(Set<String> roles, Duration longest, Duration negative) {

    ReadingRules {
        roles = Set.copyOf(roles);
    }
}
