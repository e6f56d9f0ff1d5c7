package io.launchlog.ingest.setup;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The set-up that operators order. */
@Configuration(proxyBeanMethods = false)
@Import(Setup.class)
public class SetupConfiguration {}
