/** Owns what OpenStack's identity service, Keystone v3, says of tokens. */
@NullMarked
package io.launchlog.query.auth.keystone;

import org.jspecify.annotations.NullMarked;
