package io.launchlog.benchmarks.events;

import static io.launchlog.model.event.Phase.ENVIRONMENT_PREPARATION;
import static io.launchlog.model.event.Phase.IMAGE_BUILDING;
import static io.launchlog.model.event.Phase.IMAGE_PULLING;
import static io.launchlog.model.event.Phase.MODEL_STARTUP;
import static io.launchlog.model.event.Phase.RESOURCE_SCHEDULING;
import static io.launchlog.model.event.Status.FAILED;
import static io.launchlog.model.event.Status.PROGRESS;
import static io.launchlog.model.event.Status.STARTED;
import static io.launchlog.model.event.Status.SUCCEEDED;

import io.launchlog.model.event.Phase;
import io.launchlog.model.event.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens in one deployment, in the words of the reference: 10 to 20 events, some of them of trouble. */
final class DeploymentStory {

    private final MeasuredService service;
    private final Random random;
    private final String model;
    private final List<Step> steps = new ArrayList<>(20);

    private DeploymentStory(MeasuredService service, Random random) {
        this.service = service;
        this.random = random;
        this.model = service.model() + " " + service.modelVersion();
    }

    /** The steps of one more deployment of that service. */
    static List<Step> tell(MeasuredService service, Random random) {
        return new DeploymentStory(service, random).tell();
    }

    private List<Step> tell() {
        steps.add(Step.normal(null, STARTED, "start to deploy service"));
        steps.add(Step.normal(null, PROGRESS, "The service starts to deploy."));
        build();
        prepare();
        schedule();
        pull();
        // One in eight fails at its last phase: a rate at which both kinds of events are in every page.
        if (random.nextInt(8) == 0) {
            fail();
        } else {
            start();
        }
        return List.copyOf(steps);
    }

    private void build() {
        normal(IMAGE_BUILDING, STARTED, "building image for model [" + model + "]");
        sometimes(IMAGE_BUILDING, PROGRESS, "The image starts to create.");
        sometimes(IMAGE_BUILDING, PROGRESS, "The image created.");
        if (random.nextInt(10) == 0) {
            trouble(
                    IMAGE_BUILDING,
                    "Failed to create model image " + service.model() + ". For details, see logs :\nbuild-"
                            + random.nextInt(100_000) + ".log");
        }
        normal(IMAGE_BUILDING, SUCCEEDED, "model (" + model + ") build image success");
    }

    private void prepare() {
        normal(ENVIRONMENT_PREPARATION, STARTED, "preparing environment");
        normal(ENVIRONMENT_PREPARATION, SUCCEEDED, "[" + model + "] prepare environment success");
    }

    private void schedule() {
        int waits = random.nextInt(6) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < waits; i++) {
            trouble(
                    RESOURCE_SCHEDULING,
                    random.nextBoolean()
                            ? "Insufficient resources. Wait until idle resources are sufficient."
                            : "Insufficient memory. The scheduling failed. Supplementary information: 0/"
                                    + (2 + random.nextInt(40)) + " nodes are available.");
        }
        normal(RESOURCE_SCHEDULING, SUCCEEDED, "[" + model + "] schedule resource success");
    }

    private void pull() {
        normal(IMAGE_PULLING, STARTED, "[" + model + "] pulling model image");
        if (random.nextInt(8) == 0) {
            trouble(
                    IMAGE_PULLING,
                    "Back-off pulling image \"registry.local:5000/models/"
                            + service.model().replace(' ', '-') + ":2." + random.nextInt(30) + "\"");
        }
        normal(IMAGE_PULLING, SUCCEEDED, "[" + model + "] pull image success");
    }

    private void start() {
        normal(MODEL_STARTUP, STARTED, "[" + model + "] starting model");
        normal(MODEL_STARTUP, SUCCEEDED, "Service " + service.name() + " started.");
        if (random.nextInt(3) == 0) {
            steps.add(Step.normal(null, STARTED, "The service is being stopped."));
            steps.add(Step.normal(null, SUCCEEDED, "The service has been stopped."));
        }
    }

    private void fail() {
        normal(MODEL_STARTUP, STARTED, "[" + model + "] starting model");
        steps.add(Step.abnormal(
                MODEL_STARTUP,
                FAILED,
                "Failed to start the pod container in deployment [" + service.name() + "-" + random.nextInt(1000)
                        + "]."));
        steps.add(Step.abnormal(
                null,
                FAILED,
                "Service " + service.name() + " failed. Error: ImagePullBackOff after " + random.nextInt(600) + " s"));
    }

    private void normal(Phase phase, Status status, String text) {
        steps.add(Step.normal(phase, status, text));
    }

    private void sometimes(Phase phase, Status status, String text) {
        if (random.nextInt(3) > 0) {
            normal(phase, status, text);
        }
    }

    private void trouble(Phase phase, String text) {
        steps.add(Step.abnormal(phase, PROGRESS, text));
    }
}
