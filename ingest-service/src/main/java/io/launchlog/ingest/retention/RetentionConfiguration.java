package io.launchlog.ingest.retention;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The end of what is old. */
@Configuration(proxyBeanMethods = false)
@Import({BucketContents.class, DroppedGenerations.class, ExpiredBuckets.class, RetentionSchedule.class, Turn.class})
public class RetentionConfiguration {}
