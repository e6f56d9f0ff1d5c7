package io.launchlog.ingest.log;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What reads the log beside the consumers. */
@Configuration(proxyBeanMethods = false)
@Import({LogReader.class, TopicIds.class, UngroupedConsumers.class})
public class LogConfiguration {}
