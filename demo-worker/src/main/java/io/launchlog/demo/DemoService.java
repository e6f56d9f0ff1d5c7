package io.launchlog.demo;

import java.util.List;

/**
 * A service that the demo deploys.
 *
 * @param model the name of the model; its file is the resource {@code MODEL.properties} beside this class
 * @param sampleInput what the deployed model is asked to classify
 * @param corruptsImage whether the stored image is damaged after its checksum was taken
 */
record DemoService(
        String serviceId,
        String serviceName,
        String model,
        String modelVersion,
        String sampleInput,
        boolean corruptsImage) {

    /** One that succeeds, one whose image is damaged, one whose model file is broken. */
    static final List<DemoService> ALL = List.of(
            new DemoService(
                    DemoWorker.FIRST_SERVICE, "image-classification", "resnet-50", "1.0.0", "0.9 0.1 0.2", false),
            new DemoService("demo-bert", "text-classification", "bert-base", "2.1.0", "0.2 0.7", true),
            new DemoService("demo-llama", "chat-assistant", "llama-3-8b", "0.9.0", "0.5 0.5 0.5", false));

    /** The name under which the image is known. */
    String imageName() {
        return "demo-registry/" + model + ":" + modelVersion;
    }
}
