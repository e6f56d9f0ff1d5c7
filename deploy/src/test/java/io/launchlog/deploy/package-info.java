/** What the files of this module have in common: where they are, and which properties the services have. */
@NullMarked
package io.launchlog.deploy;

import org.jspecify.annotations.NullMarked;
