package io.launchlog.query.auth.keystone;

import io.launchlog.query.auth.TokenVerdict;
import java.time.Instant;

/**
 * What a token is worth.
 *
 * @param until when it has to be asked again
 */
record Judgement(TokenVerdict verdict, Instant until) {}
