package io.launchlog.deploy.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the panels ask for, asked of known events. */
class PanelsIT {

    private static final String NO_FILTER = "";

    @TempDir
    private static Path directory;

    private static IndexedEvents store;

    private final SavedObjects objects = SavedObjects.read();

    @BeforeAll
    static void start() {
        store = IndexedEvents.start(directory, KnownEvents.all());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    /** Not twice, though a second generation has them too. */
    @Test
    void eventsOverTimeByPhase() {
        assertThat(byPhaseAndDay("launchlog-events-by-phase", NO_FILTER))
                .isEqualTo(Map.of(
                        "image_building",
                        List.of("2026-11-30 4", "2026-12-01 2"),
                        "image_pulling",
                        List.of("2026-11-30 4", "2026-12-01 4"),
                        "model_startup",
                        List.of("2026-11-30 3", "2026-12-01 2"),
                        LensPanel.MISSING,
                        List.of("2026-11-30 1", "2026-12-01 2")));
    }

    @Test
    void failuresOverTimeByPhase() {
        assertThat(byPhaseAndDay("launchlog-failures-by-phase", NO_FILTER))
                .isEqualTo(Map.of(
                        "image_pulling",
                        List.of("2026-11-30 1", "2026-12-01 2"),
                        "model_startup",
                        List.of("2026-12-01 1"),
                        LensPanel.MISSING,
                        List.of("2026-12-01 2")));
    }

    @Test
    void theDashboardsFiltersHoldForPanels() {
        assertThat(byPhaseAndDay("launchlog-failures-by-phase", "project_id : \"other\""))
                .isEqualTo(
                        Map.of("image_pulling", List.of("2026-12-01 1"), LensPanel.MISSING, List.of("2026-12-01 1")));
    }

    @Test
    void whatFailsByServiceAndPhase() {
        List<String> rows = new ArrayList<>();
        for (JsonNode service :
                Questions.buckets(ask("launchlog-failing-services", NO_FILTER).required("service"))) {
            for (JsonNode phase : Questions.buckets(service.required("phase"))) {
                rows.add(key(service) + " " + key(phase) + " " + failures(phase));
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "text-classification image_pulling 2 from 2026-11-30T12:02:20Z to 2026-12-01T09:02:50Z",
                        "image-classification image_pulling 1 from 2026-12-01T16:00:09Z to 2026-12-01T16:00:09Z",
                        "image-classification __missing__ 1 from 2026-12-01T16:01:00Z to 2026-12-01T16:01:00Z",
                        "chat-assistant model_startup 1 from 2026-12-01T15:00:05Z to 2026-12-01T15:00:05Z",
                        "chat-assistant __missing__ 1 from 2026-12-01T15:00:06Z to 2026-12-01T15:00:06Z");
    }

    @Test
    void theTextsOfFailuresWithThatOfMostFirst() {
        List<String> rows = Questions.buckets(
                        ask("launchlog-failure-texts", NO_FILTER).required("text"))
                .stream()
                .map(text -> key(text) + " " + failures(text))
                .toList();
        assertThat(rows)
                .startsWith(KnownEvents.MISMATCH + " 3 from 2026-11-30T12:02:20Z to 2026-12-01T16:00:09Z")
                .contains(
                        KnownEvents.QUOTA + " 1 from 2026-12-01T16:01:00Z to 2026-12-01T16:01:00Z",
                        KnownEvents.EXITED + " 1 from 2026-12-01T15:00:05Z to 2026-12-01T15:00:05Z")
                .hasSize(4);
    }

    @Test
    void howLongPhasesTook() {
        assertThat(durations(NO_FILTER))
                .isEqualTo(Map.of(
                        "image_building", List.of(20.0, 30.0, 50.0),
                        "image_pulling", List.of(9.0, 10.0, 40.0, 70.0),
                        "model_startup", List.of(5.0, 25.25)));
    }

    @Test
    void howLongEachPhaseOfOneDeploymentTook() {
        assertThat(durations("project_id : \"demo\" and deployment_id : \"d-1\""))
                .isEqualTo(Map.of(
                        "image_building", List.of(30.0),
                        "image_pulling", List.of(10.0),
                        "model_startup", List.of(25.25)));
    }

    /** The median and the 95th percentile are worked out by Vega, from these rows. */
    @Test
    void theChartOfDurationsShowsMedianAndPercentile95() {
        JsonNode steps = durationsPanel().spec().required("layer").get(0).required("transform");
        JsonNode quantile = steps.valueStream()
                .filter(step -> step.has("quantile"))
                .findFirst()
                .orElseThrow();
        assertThat(quantile.required("probs").valueStream().map(JsonNode::asDouble))
                .containsExactly(0.5, 0.95);
        assertThat(quantile.required("groupby").get(0).asString()).isEqualTo("phase");
    }

    /** In the file as a number that has to be the same in three places. */
    @Test
    void theChartOfDurationsSaysWhenItHasOnlyAPart() {
        VegaPanel panel = durationsPanel();
        int most = panel.url()
                .required("body")
                .required("aggs")
                .required("phases")
                .required("composite")
                .required("size")
                .asInt();
        JsonNode warning = panel.spec().required("layer").get(1);
        assertThat(warning.required("transform").get(1).required("filter").asString())
                .isEqualTo("datum.phases >= " + most);
        assertThat(warning.required("encoding")
                        .required("text")
                        .required("value")
                        .asString())
                .contains("More than %,d phases".formatted(most));
    }

    private VegaPanel durationsPanel() {
        return VegaPanel.of(objects.get(SavedObjects.VISUALIZATION, "launchlog-phase-durations"));
    }

    /** By phase, in seconds, sorted, of those that started and ended: what the first steps of the chart keep. */
    private Map<String, List<Double>> durations(String kql) {
        VegaPanel panel = durationsPanel();
        JsonNode answer = store.search(panel.index(), panel.body(kql));
        Map<String, List<Double>> durations = new TreeMap<>();
        for (JsonNode phase : Questions.buckets(answer.required("aggregations").required("phases"))) {
            JsonNode started = phase.required("started");
            JsonNode ended = phase.required("ended");
            if (started.required("doc_count").asLong() > 0
                    && ended.required("doc_count").asLong() > 0) {
                double took = (ended.required("at").required("value").asDouble()
                                - started.required("at").required("value").asDouble())
                        / 1000;
                durations
                        .computeIfAbsent(phase.required("key").required("phase").asString(), any -> new ArrayList<>())
                        .add(took);
            }
        }
        durations.values().forEach(list -> list.sort(null));
        return durations;
    }

    private Map<String, List<String>> byPhaseAndDay(String panel, String kql) {
        return Questions.buckets(ask(panel, kql).required("phase")).stream()
                .collect(Collectors.toMap(
                        PanelsIT::key,
                        phase -> Questions.buckets(phase.required("time")).stream()
                                .map(day -> Instant.ofEpochMilli(
                                                        day.required("key").asLong())
                                                .toString()
                                                .substring(0, 10)
                                        + " " + day.required("doc_count").asLong())
                                .toList()));
    }

    private JsonNode ask(String panel, String kql) {
        SavedObject object = objects.get(SavedObjects.LENS, panel);
        String index = objects.get(
                        SavedObjects.DATA_VIEW, object.references().getFirst().id())
                .title();
        return store.search(index, LensPanel.of(object).body("1d", kql)).required("aggregations");
    }

    private static String failures(JsonNode bucket) {
        return bucket.required("doc_count").asLong() + " from " + at(bucket, "first") + " to " + at(bucket, "last");
    }

    private static Instant at(JsonNode bucket, String metric) {
        return Instant.ofEpochMilli(
                (long) bucket.required(metric).required("value").asDouble());
    }

    private static String key(JsonNode bucket) {
        return bucket.required("key").asString();
    }
}
