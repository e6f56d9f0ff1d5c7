package io.launchlog.model;

import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import java.util.Map;

/** Events to start from. */
public final class Events {

    public static final ServiceKey SERVICE = new ServiceKey("p1", "s1");
    public static final EventIdentity IDENTITY = new EventIdentity("/orchestrator/eu-1", "e-1");

    private Events() {}

    /** Only what is required. */
    public static ServiceEventBuilder minimal() {
        return ServiceEvent.builder(IDENTITY, SERVICE)
                .serviceName("resnet")
                .eventInfo("pulling model image")
                .occurTime(1_790_000_000_000L);
    }

    /** Every field. */
    public static ServiceEventBuilder full() {
        return minimal()
                .eventInfo("Back-off pulling image \"registry.local:5000/tf/serving:2.19\"\n\u0000\uD83D\uDE80 größe")
                .eventType(EventType.ABNORMAL)
                .deploymentId("d-7")
                .phase(Phase.IMAGE_PULLING)
                .status(Status.FAILED)
                .sequence(12L)
                .model("resnet-50")
                .modelVersion("0.0.1")
                .instanceId("i-1")
                .node("node-a")
                .image("registry.local:5000/tf/serving:2.19")
                .errorCode("ImagePullBackOff")
                .labels(Map.of("app", "a", "app.kubernetes.io/name", "b", "zone", ""))
                .carried(new CarriedAttributes(
                        "resnet", "p1/s1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }
}
