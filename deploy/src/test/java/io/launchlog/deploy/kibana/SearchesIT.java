package io.launchlog.deploy.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import io.launchlog.model.index.IndexNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The saved searches, the KQL of the README, and all fields that anything here names. */
class SearchesIT {

    private static final Pattern KQL_IN_README = Pattern.compile("```kql\n(.+?)\n```", Pattern.DOTALL);

    /** The types of Elasticsearch behind those of Lens. */
    private static final Map<String, String> TYPES = Map.of("string", "keyword", "date", "date");

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

    @Test
    void failuresAreFoundWithTheNewestFirst() {
        List<JsonNode> found = find("launchlog-failures", "");
        assertThat(found).hasSize(6);
        assertThat(found.getFirst()
                        .required("fields")
                        .required("event_info")
                        .get(0)
                        .asString())
                .isEqualTo(KnownEvents.QUOTA);
        assertThat(times(found)).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void oneServiceIsFoundByItsId() {
        assertThat(find("launchlog-one-service", "")).hasSize(22);
        assertThat(find("launchlog-one-service", "\"demo-bert\"")).hasSize(8);
    }

    @Test
    void oneDeploymentIsFoundByItsIdFromItsBeginning() {
        assertThat(find("launchlog-one-deployment", ""))
                .as("all but that without a deployment")
                .hasSize(21);
        List<JsonNode> found = find("launchlog-one-deployment", "\"d-2\"");
        assertThat(found).hasSize(4);
        assertThat(times(found)).isSorted();
        assertThat(found.getLast()
                        .required("fields")
                        .required("error_code")
                        .get(0)
                        .asString())
                .isEqualTo("CHECKSUM_MISMATCH");
    }

    static Stream<String> kqlOfReadme() {
        return KQL_IN_README
                .matcher(Checkout.text("deploy/kibana/README.md"))
                .results()
                .map(block -> block.group(1));
    }

    @ParameterizedTest
    @MethodSource("kqlOfReadme")
    void theKqlOfTheReadmeFindsEvents(String kql) {
        SavedSearch search = new SavedSearch(kql, List.of(), List.of(Map.entry("occur_time", "desc")));
        assertThat(hits(store.search(IndexNames.EVENTS, search.body(kql))))
                .as(kql)
                .isNotEmpty()
                .hasSizeLessThan(KnownEvents.all().size());
    }

    /** Elasticsearch takes an unknown field for one that no event has. */
    @Test
    void everyFieldInKqlIsThere() {
        Set<String> named = new TreeSet<>();
        kqlOfReadme().forEach(kql -> named.addAll(Questions.fieldsOf(kql)));
        searches().forEach(search -> named.addAll(Questions.fieldsOf(search.kql())));
        panels().forEach(panel -> named.addAll(Questions.fieldsOf(panel.kql())));
        assertThat(named).contains("event.outcome", "service_id", "deployment_id");
        JsonNode known = store.fields(IndexNames.EVENTS);
        assertThat(named)
                .allSatisfy(field -> assertThat(known.has(field)).as(field).isTrue());
        assertThat(named)
                .allSatisfy(field -> assertThat(
                                type(known, field).required("searchable").asBoolean())
                        .as(field)
                        .isTrue());
    }

    @Test
    void everyFieldThatIsAggregatedCanBe() {
        Map<String, String> aggregated = new HashMap<>();
        panels().forEach(panel -> panel.fields()
                .forEach((field, type) -> aggregated.put(field, TYPES.getOrDefault(type, "no type of Lens: " + type))));
        VegaPanel.of(objects.get(SavedObjects.VISUALIZATION, "launchlog-phase-durations"))
                .fields()
                .forEach(field -> aggregated.put(field, field.equals("occur_time") ? "date" : "keyword"));
        objects.controlledFields().forEach(field -> aggregated.put(field, "keyword"));
        assertThat(aggregated).containsKeys("phase", "occur_time", "event_info_sort", "deployment_id", "project_id");
        JsonNode known = store.fields(IndexNames.EVENTS);
        aggregated.forEach((field, type) -> {
            assertThat(type(known, field).required("type").asString()).as(field).isEqualTo(type);
            assertThat(type(known, field).required("aggregatable").asBoolean())
                    .as(field)
                    .isTrue();
        });
    }

    @Test
    void everyColumnAndEveryFieldThatIsSortedByIsThere() {
        JsonNode known = store.fields(IndexNames.EVENTS);
        searches().forEach(search -> {
            assertThat(search.columns())
                    .isNotEmpty()
                    .allSatisfy(
                            column -> assertThat(known.has(column)).as(column).isTrue());
            // What can be aggregated has its values by document, and those sort.
            search.sort()
                    .forEach(by -> assertThat(type(known, by.getKey())
                                    .required("aggregatable")
                                    .asBoolean())
                            .as(by.getKey())
                            .isTrue());
        });
    }

    private Stream<SavedSearch> searches() {
        return objects.of(SavedObjects.SEARCH).map(SavedSearch::of);
    }

    private Stream<LensPanel> panels() {
        return objects.of(SavedObjects.LENS).map(LensPanel::of);
    }

    /** Of one type only, in all indices. */
    private static JsonNode type(JsonNode known, String field) {
        assertThat(known.required(field).size()).as(field).isEqualTo(1);
        return known.required(field).valueStream().findFirst().orElseThrow();
    }

    /** @param inPlaceOfStar as the description of the search says; empty for the search as it is */
    private List<JsonNode> find(String id, String inPlaceOfStar) {
        SavedSearch search = SavedSearch.of(objects.get(SavedObjects.SEARCH, id));
        String kql = inPlaceOfStar.isEmpty() ? search.kql() : search.kql().replace("*", inPlaceOfStar);
        return hits(store.search(IndexNames.EVENTS, search.body(kql)));
    }

    private static List<JsonNode> hits(JsonNode answer) {
        return answer.required("hits").required("hits").valueStream().toList();
    }

    private static List<String> times(List<JsonNode> hits) {
        return hits.stream()
                .map(hit -> hit.required("fields").required("occur_time").get(0).asString())
                .toList();
    }
}
