/** The query service: one Spring application that answers the API of contract section 3. */
@NullMarked
package io.launchlog.query;

import org.jspecify.annotations.NullMarked;
