package io.launchlog.deploy.kibana;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A few deployments around the end of a month, so that their events are in two indices. */
final class KnownEvents {

    /** The time that is looked at. */
    static final String FROM = "2026-11-29T00:00:00.000Z";

    static final String TO = "2026-12-02T00:00:00.000Z";

    static final String MISMATCH = "Failed to pull image: checksum mismatch";
    static final String EXITED = "Failed to start model: the process exited with 3";
    static final String QUOTA = "The service is stopped because the quota exceeds the upper limit.";

    private static final ServiceKey RESNET = new ServiceKey("demo", "demo-resnet");
    private static final ServiceKey BERT = new ServiceKey("demo", "demo-bert");
    private static final ServiceKey LLAMA = new ServiceKey("demo", "demo-llama");
    private static final ServiceKey ELSEWHERE = new ServiceKey("other", "demo-resnet");

    /** As the demo calls them. */
    private static final Map<ServiceKey, String> NAMES = Map.of(
            RESNET, "image-classification",
            BERT, "text-classification",
            LLAMA, "chat-assistant",
            ELSEWHERE, "image-classification");

    private final List<ServiceEvent> events = new ArrayList<>();

    private KnownEvents() {}

    /** 22 events, 6 of which say that something failed. */
    static List<ServiceEvent> all() {
        KnownEvents known = new KnownEvents();
        known.allGoesWell();
        known.pullingFails("d-2", "2026-11-30T12:00:00Z", 20, 40);
        known.pullingFails("d-3", "2026-12-01T09:00:00Z", 50, 70);
        known.startupFails();
        known.elsewhere();
        return List.copyOf(known.events);
    }

    private void allGoesWell() {
        Instant begin = Instant.parse("2026-11-30T10:00:00Z");
        add(event(RESNET, "d-1", begin, null, Status.STARTED, "start to deploy service"));
        phase(RESNET, "d-1", begin, Phase.IMAGE_BUILDING, 30_000, Status.SUCCEEDED, "build image success", null);
        Instant pulling = begin.plusSeconds(40);
        phase(RESNET, "d-1", pulling, Phase.IMAGE_PULLING, 10_000, Status.SUCCEEDED, "pull image success", null);
        Instant startup = begin.plusSeconds(60);
        phase(RESNET, "d-1", startup, Phase.MODEL_STARTUP, 25_250, Status.SUCCEEDED, "started", null);
        add(event(RESNET, "d-1", startup.plusSeconds(5), Phase.MODEL_STARTUP, Status.PROGRESS, "loading weights"));
    }

    private void pullingFails(String deployment, String at, long building, long pulling) {
        Instant begin = Instant.parse(at);
        phase(BERT, deployment, begin, Phase.IMAGE_BUILDING, building * 1000, Status.SUCCEEDED, "built", null);
        Instant pull = begin.plusSeconds(100);
        phase(
                BERT,
                deployment,
                pull,
                Phase.IMAGE_PULLING,
                pulling * 1000,
                Status.FAILED,
                MISMATCH,
                "CHECKSUM_MISMATCH");
    }

    private void startupFails() {
        Instant begin = Instant.parse("2026-12-01T15:00:00Z");
        phase(LLAMA, "d-4", begin, Phase.MODEL_STARTUP, 5000, Status.FAILED, EXITED, "PROCESS_EXITED");
        add(event(
                LLAMA,
                "d-4",
                begin.plusSeconds(6),
                null,
                Status.FAILED,
                "Service chat-assistant failed. Error: it exited"));
    }

    /** In another project, with ids that the first one has too. */
    private void elsewhere() {
        Instant begin = Instant.parse("2026-12-01T16:00:00Z");
        add(event(ELSEWHERE, "d-1", begin, Phase.IMAGE_PULLING, Status.STARTED, "pulling model image"));
        add(event(ELSEWHERE, "d-1", begin.plusSeconds(9), Phase.IMAGE_PULLING, Status.FAILED, MISMATCH));
        add(event(ELSEWHERE, null, begin.plusSeconds(60), null, null, QUOTA).eventType(EventType.ABNORMAL));
    }

    private void phase(
            ServiceKey service,
            String deployment,
            Instant begin,
            Phase phase,
            long milliseconds,
            Status end,
            String text,
            String code) {
        add(event(service, deployment, begin, phase, Status.STARTED, "begin of " + phase.wireName()));
        Instant ended = begin.plus(Duration.ofMillis(milliseconds));
        add(event(service, deployment, ended, phase, end, text).errorCode(code));
    }

    private ServiceEventBuilder event(
            ServiceKey service, String deployment, Instant at, Phase phase, Status status, String text) {
        return ServiceEvent.builder(new EventIdentity("/test", "e-" + events.size()), service)
                .serviceName(NAMES.get(service))
                .eventInfo(text)
                .occurTime(at.toEpochMilli())
                .deploymentId(deployment)
                .phase(phase)
                .status(status)
                .sequence((long) events.size());
    }

    private void add(ServiceEventBuilder event) {
        events.add(event.build());
    }
}
