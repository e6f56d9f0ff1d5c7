/** What both services say of connections that they are not given. */
@NullMarked
package io.launchlog.model.connection;

import org.jspecify.annotations.NullMarked;
