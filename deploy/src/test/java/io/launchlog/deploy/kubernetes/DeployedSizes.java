package io.launchlog.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.launchlog.model.index.BucketSize;
import java.util.Locale;
import org.springframework.boot.convert.DurationStyle;

/** How large an overlay makes what it deploys; disks in GB of 10⁹ bytes. */
public record DeployedSizes(
        int partitions,
        int shards,
        int brokers,
        int dataNodes,
        int retentionDays,
        int bucketDays,
        double brokerGigabytes,
        double nodeGigabytes,
        double workGigabytes) {

    /** @param overlay its folder's name */
    public static DeployedSizes of(String overlay) {
        Kustomization kustomization = Kustomization.overlay(overlay);
        Manifest brokers = kustomization.find("KafkaNodePool", "brokers");
        JsonNode data = kustomization.ofKind("Elasticsearch").getFirst().at("/spec/nodeSets/0");
        JsonNode work = kustomization.find("CronJob", "verify").podSpec().at("/volumes/0");
        JsonNode claim = work.at("/ephemeral/volumeClaimTemplate/spec/resources/requests/storage");
        BucketSize bucket = BucketSize.valueOf(
                kustomization.setting("ingest", "LAUNCHLOG_INDEX_BUCKET").toUpperCase(Locale.ROOT));
        return new DeployedSizes(
                Integer.parseInt(kustomization.setting("ingest", "LAUNCHLOG_TOPIC_PARTITIONS")),
                Integer.parseInt(kustomization.setting("ingest", "LAUNCHLOG_INDEX_SHARDS")),
                brokers.at("/spec/replicas").asInt(),
                data.path("count").asInt(),
                (int) DurationStyle.detectAndParse(kustomization.setting("ingest", "LAUNCHLOG_RETENTION"))
                        .toDays(),
                bucket == BucketSize.DAY ? 1 : 31,
                gigabytes(brokers.at("/spec/storage/volumes/0/size")),
                gigabytes(data.at("/volumeClaimTemplates/0/spec/resources/requests/storage")),
                gigabytes(claim.isMissingNode() ? work.at("/emptyDir/sizeLimit") : claim));
    }

    private static double gigabytes(JsonNode quantity) {
        return Quantity.getAmountInBytes(new Quantity(quantity.asText())).doubleValue() / 1e9;
    }
}
