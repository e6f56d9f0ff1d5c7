package io.launchlog.ingest.rebuild;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The rebuild of the projection from the log. */
@Configuration(proxyBeanMethods = false)
@Import({Rebuild.class, Replay.class, ReplayBatches.class, StoredGenerations.class, Swap.class})
public class RebuildConfiguration {}
