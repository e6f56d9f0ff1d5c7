package io.launchlog.query.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service ends.
 *
 * @param drain how long it goes on serving, with readiness refused, when it is told to end; 0 or more
 */
@ConfigurationProperties("launchlog.query")
record DrainProperties(@DefaultValue("5s") Duration drain) {

    /** @throws IllegalArgumentException when it is out of its bounds */
    DrainProperties {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("launchlog.query.drain is " + drain + "; allowed: 0 or more");
        }
    }
}
