/** Owns how soon the services are ready, and how much memory they take, as their images start them. */
@NullMarked
package io.launchlog.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
