/** Owns what runs inside of a deployed model image: a tiny model server that needs nothing but the JDK. */
@NullMarked
package io.launchlog.demo.server;

import org.jspecify.annotations.NullMarked;
