package io.launchlog.deploy.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations of RFC 6902 that the overlays use; what has no target is an error. */
final class JsonPatch {

    private JsonPatch() {}

    static void apply(JsonNode patch, ObjectNode target) {
        for (JsonNode operation : patch) {
            JsonPointer path = JsonPointer.compile(operation.path("path").asText());
            JsonNode value = operation.path("value");
            switch (operation.path("op").asText()) {
                case "test" -> require(target.at(path).equals(value), operation, "it is " + target.at(path));
                case "replace" -> {
                    require(!target.at(path).isMissingNode(), operation, "there is nothing to replace");
                    put(target.at(path.head()), path.last(), value.deepCopy(), operation);
                }
                case "add" -> put(target.at(path.head()), path.last(), value.deepCopy(), operation);
                default -> require(false, operation, "allowed: test, replace, add");
            }
        }
    }

    private static void put(JsonNode parent, JsonPointer last, JsonNode value, JsonNode operation) {
        switch (parent) {
            case ObjectNode object -> object.set(last.getMatchingProperty(), value);
            case ArrayNode array when last.getMatchingProperty().equals("-") -> array.add(value);
            case ArrayNode array when last.getMatchingIndex() >= 0 -> array.set(last.getMatchingIndex(), value);
            default -> require(false, operation, "there is nothing that it could be put into");
        }
    }

    private static void require(boolean isSo, JsonNode operation, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(
                    "The patch " + operation.path("op").asText() + " "
                            + operation.path("path").asText() + " does not fit: " + otherwise);
        }
    }
}
