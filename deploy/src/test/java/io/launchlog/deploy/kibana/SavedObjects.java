package io.launchlog.deploy.kibana;

import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.kibana.SavedObject.Reference;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The objects in {@code deploy/kibana/launchlog.ndjson}. */
record SavedObjects(List<SavedObject> all) {

    static final String DATA_VIEW = "index-pattern";
    static final String SEARCH = "search";
    static final String LENS = "lens";
    static final String VISUALIZATION = "visualization";
    static final String DASHBOARD = "dashboard";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static SavedObjects read() {
        return new SavedObjects(Checkout.text("deploy/kibana/launchlog.ndjson")
                .lines()
                .map(SavedObjects::object)
                .toList());
    }

    private static SavedObject object(String line) {
        JsonNode json = json(line);
        List<Reference> references = json.required("references")
                .valueStream()
                .map(reference -> new Reference(
                        reference.required("type").asString(),
                        reference.required("id").asString(),
                        reference.required("name").asString()))
                .toList();
        return new SavedObject(
                json.required("type").asString(),
                json.required("id").asString(),
                json.required("attributes"),
                references,
                json.required("coreMigrationVersion").asString(),
                json.required("typeMigrationVersion").asString());
    }

    /** What is JSON in a string. */
    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    Stream<SavedObject> of(String type) {
        return all.stream().filter(object -> object.type().equals(type));
    }

    SavedObject get(String type, String id) {
        return of(type).filter(object -> object.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + type + " " + id));
    }

    /** The panels of the dashboard. */
    List<JsonNode> panels() {
        return json(dashboard().attributes().required("panelsJSON").asString())
                .valueStream()
                .toList();
    }

    /** The fields by which the dashboard can be filtered. */
    List<String> controlledFields() {
        return json(dashboard()
                        .attributes()
                        .required("controlGroupInput")
                        .required("panelsJSON")
                        .asString())
                .valueStream()
                .map(control ->
                        control.required("explicitInput").required("fieldName").asString())
                .toList();
    }

    SavedObject dashboard() {
        return get(DASHBOARD, "launchlog");
    }
}
