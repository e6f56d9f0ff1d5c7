package io.launchlog.deploy.kibana;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An object of Kibana, as it is exported.
 *
 * @param type such as {@code dashboard}
 * @param id fixed, so that an import overwrites it
 * @param attributes what Kibana keeps of it
 * @param references by the names that the attributes use
 * @param coreMigrationVersion the version of the form of all objects
 * @param typeMigrationVersion the version of the form of the attributes
 */
record SavedObject(
        String type,
        String id,
        JsonNode attributes,
        List<Reference> references,
        String coreMigrationVersion,
        String typeMigrationVersion) {

    /** Leads to another object. */
    record Reference(String type, String id, String name) {}

    String title() {
        return attributes.required("title").asString();
    }

    /** The object of that name in the attributes. */
    Reference reference(String name) {
        List<Reference> named = references.stream()
                .filter(reference -> reference.name().equals(name))
                .toList();
        if (named.size() != 1) {
            throw new AssertionError(this.id + " has " + named.size() + " references " + name + "; expected: one");
        }
        return named.getFirst();
    }
}
