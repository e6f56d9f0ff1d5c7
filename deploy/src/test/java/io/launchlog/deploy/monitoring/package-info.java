/** Alerts, their runbooks and the dashboard, held to the metrics that both services really export. */
@NullMarked
package io.launchlog.deploy.monitoring;

import org.jspecify.annotations.NullMarked;
