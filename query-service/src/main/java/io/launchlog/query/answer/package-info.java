/** Owns how an answer goes out: whole or while it comes, and with which validator. */
@NullMarked
package io.launchlog.query.answer;

import org.jspecify.annotations.NullMarked;
