/** What both embedded backends share: the lock of a data directory, the check of a port, and the error of a failed start. */
@NullMarked
package io.launchlog.embedded;

import org.jspecify.annotations.NullMarked;
