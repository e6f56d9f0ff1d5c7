package io.launchlog.benchmarks.events;

import io.launchlog.model.event.ServiceKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A service whose deployments are generated.
 *
 * @param key project and service, with ids as long as real ones
 * @param name of the service
 * @param model that it serves
 * @param modelVersion of it
 */
public record MeasuredService(ServiceKey key, String name, String model, String modelVersion) {

    private static final String[] MODELS = {
        "resnet-50", "bert-base", "llama-3-8b", "whisper-small", "yolo-v8", "xgboost-fraud", "t5-large", "TF 3.0.0"
    };
    private static final String[] PURPOSES = {"prod", "staging", "canary", "batch", "eu-west", "demo"};

    /** So many services, over projects of that many each; always the same ones. */
    public static List<MeasuredService> of(int count, int servicesPerProject) {
        List<MeasuredService> services = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String project = uuid("project " + i / servicesPerProject).replace("-", "");
            String model = MODELS[i % MODELS.length];
            services.add(new MeasuredService(
                    new ServiceKey(project, uuid("service " + i)),
                    model.replace(' ', '-') + "-" + PURPOSES[i % PURPOSES.length] + "-" + i,
                    model,
                    "v" + (1 + i % 7)));
        }
        return List.copyOf(services);
    }

    private static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
