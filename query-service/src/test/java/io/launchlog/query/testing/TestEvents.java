package io.launchlog.query.testing;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;

/** Events with what every event needs. */
public final class TestEvents {

    private TestEvents() {}

    public static ServiceEventBuilder event(ServiceKey service, String id) {
        return ServiceEvent.builder(new EventIdentity("/test", id), service)
                .serviceName("service")
                .eventInfo("something happened")
                .occurTime(1_790_000_000_000L);
    }
}
