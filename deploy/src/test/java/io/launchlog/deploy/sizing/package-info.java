/** Holds {@code SIZING.md} to its own arithmetic, to what was measured, and to the manifests. */
@NullMarked
package io.launchlog.deploy.sizing;

import org.jspecify.annotations.NullMarked;
