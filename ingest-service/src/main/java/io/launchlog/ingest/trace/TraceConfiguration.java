package io.launchlog.ingest.trace;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Spans. */
@Configuration(proxyBeanMethods = false)
@Import(Traces.class)
public class TraceConfiguration {}
