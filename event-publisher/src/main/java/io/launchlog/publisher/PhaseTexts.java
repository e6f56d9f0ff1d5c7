package io.launchlog.publisher;

import io.launchlog.model.event.Phase;

/** The documented texts of phases; where none is documented, one in their style. */
final class PhaseTexts {

    private PhaseTexts() {}

    static String started(Phase phase, Deployment deployment) {
        String model = deployment.modelLabel();
        return switch (phase) {
            case IMAGE_BUILDING -> "building image for model [" + model + "]";
            case ENVIRONMENT_PREPARATION -> "preparing environment";
            case RESOURCE_SCHEDULING -> "[" + model + "] scheduling resource";
            case IMAGE_PULLING -> "[" + model + "] pulling model image";
            case MODEL_STARTUP -> "[" + model + "] starting model";
        };
    }

    static String succeeded(Phase phase, Deployment deployment) {
        String model = deployment.modelLabel();
        return switch (phase) {
            case IMAGE_BUILDING -> "model (" + model + ") build image success";
            case ENVIRONMENT_PREPARATION -> "[" + model + "] prepare environment success";
            case RESOURCE_SCHEDULING -> "[" + model + "] schedule resource success";
            case IMAGE_PULLING -> "[" + model + "] pull image success";
            case MODEL_STARTUP -> "Service " + deployment.serviceName() + " started.";
        };
    }

    static String failed(Phase phase, Deployment deployment) {
        return switch (phase) {
            case IMAGE_BUILDING -> "Failed to create the image.";
            case ENVIRONMENT_PREPARATION -> "[" + deployment.modelLabel() + "] prepare environment failed";
            case RESOURCE_SCHEDULING -> "Schedule failed due to insufficient resources. Retry later.";
            case IMAGE_PULLING -> "[" + deployment.modelLabel() + "] pull image failed";
            case MODEL_STARTUP -> "Failed to start service " + deployment.serviceName() + ".";
        };
    }
}
