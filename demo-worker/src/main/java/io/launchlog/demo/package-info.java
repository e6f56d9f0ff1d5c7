/** Owns the demo worker: a small deployment worker that really deploys three services on this machine and reports it. */
@NullMarked
package io.launchlog.demo;

import org.jspecify.annotations.NullMarked;
