package io.launchlog.deploy.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.kibana.SavedObject.Reference;
import io.launchlog.ingest.operations.IngestMetric;
import io.launchlog.model.index.IndexNames;
import io.launchlog.model.wire.Topics;
import java.lang.module.ModuleDescriptor.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SavedObjectsTest {

    /** The versions of the forms that Kibana 9 knows: it refuses what is newer, and brings older ones up to date. */
    private static final Map<String, String> NEWEST = Map.of(
            SavedObjects.DATA_VIEW, "8.0.0",
            SavedObjects.SEARCH, "10.11.0",
            SavedObjects.LENS, "10.1.0",
            SavedObjects.VISUALIZATION, "8.5.0",
            SavedObjects.DASHBOARD, "10.3.0");

    private static final String NEWEST_CORE = "8.8.0";
    private static final int COLUMNS_OF_A_DASHBOARD = 48;

    private final SavedObjects objects = SavedObjects.read();

    @Test
    void idsAreUniqueAndOurs() {
        Set<String> ids = new HashSet<>();
        for (SavedObject object : objects.all()) {
            assertThat(object.id()).startsWith("launchlog");
            assertThat(ids.add(object.id())).as("only one %s", object.id()).isTrue();
            assertThat(object.title()).isNotBlank();
        }
    }

    @Test
    void everyReferenceLeadsToAnObjectInTheFile() {
        assertThat(objects.all())
                .allSatisfy(object -> assertThat(object.references())
                        .allSatisfy(reference -> assertThat(objects.get(reference.type(), reference.id()))
                                .isNotNull()));
    }

    @Test
    void theirFormsAreNoNewerThanThoseOfKibana() {
        for (SavedObject object : objects.all()) {
            assertThat(NEWEST).containsKey(object.type());
            assertThat(Version.parse(object.typeMigrationVersion()))
                    .as(object.id())
                    .isLessThanOrEqualTo(Version.parse(NEWEST.get(object.type())));
            assertThat(object.coreMigrationVersion()).isEqualTo(NEWEST_CORE);
        }
    }

    /** A pattern with a star would count every event twice while a second generation is built or kept. */
    @Test
    void theDataViewIsTheAliasOfWhatIsRead() {
        SavedObject view = objects.of(SavedObjects.DATA_VIEW).toList().getFirst();
        assertThat(objects.of(SavedObjects.DATA_VIEW)).hasSize(1);
        assertThat(view.title()).isEqualTo(IndexNames.EVENTS);
        assertThat(view.attributes().required("timeFieldName").asString()).isEqualTo("occur_time");
        assertThat(view.attributes().required("allowNoIndex").asBoolean())
                .as("may be imported before there is an event")
                .isTrue();
        VegaPanel durations = VegaPanel.of(objects.get(SavedObjects.VISUALIZATION, "launchlog-phase-durations"));
        assertThat(durations.index()).isEqualTo(IndexNames.EVENTS);
        assertThat(durations.timeField()).isEqualTo("occur_time");
    }

    @Test
    void searchesAndPanelsAskTheDataView() {
        objects.of(SavedObjects.SEARCH)
                .forEach(search -> assertThat(search.reference("kibanaSavedObjectMeta.searchSourceJSON.index")
                                .id())
                        .isEqualTo(IndexNames.EVENTS));
        objects.of(SavedObjects.LENS)
                .forEach(lens -> assertThat(lens.reference("indexpattern-datasource-layer-events")
                                .id())
                        .isEqualTo(IndexNames.EVENTS));
    }

    @Test
    void whatIsJsonInAStringIsJson() {
        objects.all()
                .forEach(object -> strings(object.attributes(), name -> name.endsWith("JSON"))
                        .forEach(text -> assertThat(SavedObjects.json(text).isContainer())
                                .as("%s: %s", object.id(), text)
                                .isTrue()));
    }

    private static List<String> strings(JsonNode node, Predicate<String> wanted) {
        return node.propertyStream()
                .<String>mapMulti((property, found) -> {
                    if (wanted.test(property.getKey())) {
                        found.accept(property.getValue().asString());
                    } else if (property.getValue().isObject()) {
                        strings(property.getValue(), wanted).forEach(found);
                    }
                })
                .toList();
    }

    @Test
    void everyPanelShowsAnObject() {
        SavedObject dashboard = objects.dashboard();
        Set<String> shown = new HashSet<>();
        for (JsonNode panel : objects.panels()) {
            String index = panel.required("panelIndex").asString();
            String name = panel.required("panelRefName").asString();
            Reference reference = dashboard.reference(index + ":" + name);
            assertThat(reference.type()).isEqualTo(panel.required("type").asString());
            assertThat(panel.required("gridData").required("i").asString()).isEqualTo(index);
            shown.add(reference.id());
        }
        assertThat(shown)
                .as("all but the searches for one service and one deployment")
                .isEqualTo(Set.of(
                        "launchlog-events-by-phase",
                        "launchlog-failures-by-phase",
                        "launchlog-failing-services",
                        "launchlog-phase-durations",
                        "launchlog-failure-texts",
                        "launchlog-dead-letters",
                        "launchlog-failures"));
    }

    @Test
    void panelsLieSideBySide() {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : objects.panels()) {
            JsonNode place = panel.required("gridData");
            int left = place.required("x").asInt();
            int right = left + place.required("w").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS_OF_A_DASHBOARD);
            for (int x = left; x < right; x++) {
                int top = place.required("y").asInt();
                for (int y = top; y < top + place.required("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("%s at %s,%s", place, x, y)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void controlsAskTheDataView() {
        JsonNode controls = SavedObjects.json(objects.dashboard()
                .attributes()
                .required("controlGroupInput")
                .required("panelsJSON")
                .asString());
        assertThat(controls.propertyNames()).hasSize(4);
        for (Map.Entry<String, JsonNode> control : controls.properties()) {
            assertThat(control.getValue()
                            .required("explicitInput")
                            .required("id")
                            .asString())
                    .isEqualTo(control.getKey());
            assertThat(objects.dashboard()
                            .reference("controlGroup_" + control.getKey() + ":optionsListDataView")
                            .id())
                    .isEqualTo(IndexNames.EVENTS);
        }
    }

    @Test
    void picturesShowTheColumnsThatAreAskedFor() {
        objects.of(SavedObjects.LENS)
                .forEach(lens -> assertThat(LensPanel.shownBy(lens))
                        .as(lens.id())
                        .isEqualTo(LensPanel.of(lens).columns().keySet()));
    }

    @Test
    void deadLettersAreFoundWhereTheyAre() {
        String state = objects.get(SavedObjects.VISUALIZATION, "launchlog-dead-letters")
                .attributes()
                .required("visState")
                .asString();
        assertThat(SavedObjects.json(state).required("type").asString()).isEqualTo("markdown");
        assertThat(SavedObjects.json(state)
                        .required("params")
                        .required("markdown")
                        .asString())
                .contains(Topics.deadLettersOf(Topics.SERVICE_EVENTS))
                .contains(IngestMetric.DEAD_LETTERS.id())
                .contains("dlq list --since")
                .contains("dlq show");
    }
}
