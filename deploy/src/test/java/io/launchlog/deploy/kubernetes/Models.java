package io.launchlog.deploy.kubernetes;

import static io.launchlog.deploy.kubernetes.Manifest.elements;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether resources fit the models of who reads them: those of Kubernetes, Strimzi and the Prometheus operator. */
final class Models {

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("batch/v1/CronJob", CronJob.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

    /** The models keep what they do not know; here it is an error. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Models() {}

    /** What does not fit, one line each. */
    static List<String> problems(Kustomization kustomization) {
        List<String> problems = new ArrayList<>();
        for (Manifest manifest : kustomization.manifests()) {
            String type = manifest.text("/apiVersion") + "/" + manifest.kind();
            Class<?> model = TYPES.get(type);
            if (model != null) {
                fit(manifest, manifest.content(), model, problems);
            } else if (DocumentedFields.describe(type)) {
                DocumentedFields.addProblems(manifest, problems);
            } else {
                problems.add(manifest.title() + " is a " + type + ", which nobody here knows");
            }
        }
        for (Manifest elasticsearch : kustomization.ofKind("Elasticsearch")) {
            elements(elasticsearch.at("/spec/nodeSets")).forEach(nodes -> {
                fit(elasticsearch, nodes.path("podTemplate"), PodTemplateSpec.class, problems);
                elements(nodes.path("volumeClaimTemplates"))
                        .forEach(claim -> fit(elasticsearch, claim, PersistentVolumeClaim.class, problems));
            });
        }
        for (Manifest scaled : kustomization.ofKind("ScaledObject")) {
            JsonNode behavior = scaled.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior");
            fit(scaled, behavior, HorizontalPodAutoscalerBehavior.class, problems);
        }
        kustomization
                .ofKind("Kibana")
                .forEach(kibana -> fit(kibana, kibana.at("/spec/podTemplate"), PodTemplateSpec.class, problems));
        return problems;
    }

    private static void fit(Manifest manifest, JsonNode content, Class<?> model, List<String> problems) {
        try {
            Object read = STRICT.treeToValue(content, model);
            if (read == null) {
                problems.add(manifest.title() + " has nothing where a " + model.getSimpleName() + " belongs");
            }
        } catch (JacksonException e) {
            problems.add(manifest.title() + ": " + e.getOriginalMessage());
        }
    }
}
