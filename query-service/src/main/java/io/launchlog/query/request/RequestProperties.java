package io.launchlog.query.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are understood.
 *
 * @param offsetUnit what {@code offset} counts
 */
@ConfigurationProperties("launchlog.query")
public record RequestProperties(@DefaultValue("page") OffsetUnit offsetUnit) {}
