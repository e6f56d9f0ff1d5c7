package io.launchlog.model.event;

import org.jspecify.annotations.Nullable;

/** The five phases of a deployment, in their order (reference, Table 5). */
public enum Phase {
    IMAGE_BUILDING("image_building"),
    ENVIRONMENT_PREPARATION("environment_preparation"),
    RESOURCE_SCHEDULING("resource_scheduling"),
    IMAGE_PULLING("image_pulling"),
    MODEL_STARTUP("model_startup");

    private final String wireName;

    Phase(String wireName) {
        this.wireName = wireName;
    }

    /** The name in events and documents: never null. */
    public String wireName() {
        return wireName;
    }

    /** The phase of that name, or null when there is none; case matters. */
    public static @Nullable Phase ofWireName(String name) {
        for (Phase phase : values()) {
            if (phase.wireName.equals(name)) {
                return phase;
            }
        }
        return null;
    }
}
