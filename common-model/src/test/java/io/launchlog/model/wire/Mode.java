package io.launchlog.model.wire;

/** The two modes of the Kafka protocol binding. */
enum Mode {
    STRUCTURED(2),
    BINARY(1);

    private final int depthOfData;

    Mode(int depthOfData) {
        this.depthOfData = depthOfData;
    }

    /** The level of nesting of the object {@code data} in the value. */
    int depthOfData() {
        return depthOfData;
    }
}
