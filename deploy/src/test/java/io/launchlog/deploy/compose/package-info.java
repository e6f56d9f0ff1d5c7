/** Holds {@code docker-compose.yml} and {@code .env} to the code and to the servers that they configure. */
@NullMarked
package io.launchlog.deploy.compose;

import org.jspecify.annotations.NullMarked;
