/** Holds {@code BACKUP.md} and {@code UPGRADE.md} to what happens: each procedure is run, on real backends. */
@NullMarked
package io.launchlog.deploy.operation;

import org.jspecify.annotations.NullMarked;
