package io.launchlog.ingest.consume;

import io.launchlog.model.event.TimeWindow;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far an event's time may be from its record's (contract section 1).
 *
 * @param retention how old events may be, and how long they are kept
 * @param timeAhead how far in the future they may be
 */
@ConfigurationProperties("launchlog")
public record EventTimeProperties(
        @DefaultValue("90d") Duration retention,
        @DefaultValue("1d") Duration timeAhead) {

    /** @throws IllegalArgumentException when retention is not positive or time-ahead is negative */
    TimeWindow window() {
        return new TimeWindow(retention, timeAhead);
    }
}
