package io.launchlog.ingest.deadletter;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Dead letters, and what operators do with them. */
@Configuration(proxyBeanMethods = false)
@Import({
    DeadLetterLog.class,
    DeadLetterPublisher.class,
    DeadLetterReplay.class,
    ReplayTraces.class,
    ReplayedRecords.class
})
public class DeadLetterConfiguration {}
