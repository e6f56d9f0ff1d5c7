package io.launchlog.query.documentation;

import static io.launchlog.query.documentation.Schema.JSON;
import static io.launchlog.query.documentation.Schema.property;
import static io.launchlog.query.documentation.Schema.reference;

import io.launchlog.model.event.EventType;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.DocumentedErrors;
import io.launchlog.query.events.EventParameters;
import io.launchlog.query.request.Paging;
import io.launchlog.query.services.DocumentedServices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the API (OpenAPI 3.1), made of the names, bounds, defaults and errors that the code has. It stands
 * in the tests, so that the service carries the file only.
 */
final class OpenApiDocument {

    /** What {@code ResourceId} allows. */
    static final String RESOURCE_ID = "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$";

    private static final String TOKEN = "token";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String VALIDATOR = "ETag";
    private static final String KNOWN = "If-None-Match";
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 8192;

    private final ObjectNode root = JSON.createObjectNode();

    private OpenApiDocument() {
        root.put("openapi", "3.1.1");
        writeInfo(root.putObject("info"));
        root.putArray("servers").addObject().put("url", "/");
        root.putArray("security").addObject().putArray(TOKEN);
        root.putObject("paths");
        addOperation(
                "/v1/{project_id}/services/{service_id}/events",
                "showServiceEvents",
                "The events of a service",
                EventParameters.all(),
                "EventPage",
                eventPage());
        addOperation(
                "/v1/{project_id}/services",
                "listServices",
                "The services of a project, by name",
                DocumentedServices.parameters(),
                "ServicePage",
                DocumentedServices.page());
        addOperation(
                "/v1/{project_id}/services/{service_id}",
                "showService",
                "One service",
                List.of(),
                "Service",
                DocumentedServices.service());
        writeComponents(root.putObject("components"));
    }

    static JsonNode create() {
        return new OpenApiDocument().root;
    }

    private static void writeInfo(ObjectNode info) {
        info.put("title", "Launchlog");
        info.put("version", "v1");
        info.put(
                "description",
                "The event log of model deployments: which phase failed, why, since when.\n\n"
                        + "A parameter that is not described here is ignored, an empty one counts as not given, and one"
                        + " given twice is an error. `HEAD` answers like `GET` without a body, `OPTIONS` with 204 and"
                        + " `Allow`. Errors are JSON, whatever `Accept` says. When Elasticsearch fails in the middle of"
                        + " an answer, the connection is broken: an answer that has arrived whole is complete.");
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    }

    private void addOperation(
            String path, String id, String summary, List<Parameter> query, String schema, String example) {
        ObjectNode item = root.withObject("paths").putObject(path);
        for (MatchResult name :
                Pattern.compile("\\{(\\w+)}").matcher(path).results().toList()) {
            item.withArray("parameters").add(reference("parameters", name.group(1)));
        }
        item.withArray("parameters").add(reference("parameters", KNOWN));
        ObjectNode operation = item.putObject("get");
        operation.put("operationId", id).put("summary", summary);
        for (Parameter parameter : query) {
            ObjectNode described = operation.withArray("parameters").addObject();
            described.put("name", parameter.name()).put("in", "query").put("description", parameter.description());
            described.set("schema", parameter.schema());
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode found = responses.putObject("200").put("description", "What was asked for.");
        writeSuccessHeaders(found);
        writeSuccessHeaders(responses.putObject("304").put("description", "The caller has the answer already."));
        ObjectNode content = found.putObject("content").putObject("application/json");
        content.set("schema", reference("schemas", schema));
        content.set("example", JSON.readTree(example));
        DocumentedErrors.byStatus()
                .keySet()
                .forEach(status -> responses.set(status.toString(), reference("responses", nameOf(status))));
    }

    private static void writeSuccessHeaders(ObjectNode response) {
        ObjectNode headers = response.putObject("headers");
        headers.set(REQUEST_ID, reference("headers", REQUEST_ID));
        headers.set(VALIDATOR, reference("headers", VALIDATOR));
    }

    private static void writeComponents(ObjectNode components) {
        components
                .putObject("securitySchemes")
                .putObject(TOKEN)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Auth-Token")
                .put("description", "A token of the project in the path.");
        ObjectNode parameters = components.putObject("parameters");
        writePathParameters(parameters);
        parameters
                .putObject(KNOWN)
                .put("name", KNOWN)
                .put("in", "header")
                .put("description", "The `ETag` of an answer that the caller has: 304 when it is still the same.")
                .set("schema", Schema.text());
        ObjectNode headers = components.putObject("headers");
        headers.putObject(REQUEST_ID)
                .put(
                        "description",
                        "What this request is called in the log: as the caller has called it in this header, or made up.")
                .set("schema", Schema.text());
        headers.putObject(VALIDATOR)
                .put("description", "Of answers up to 256 KB.")
                .set("schema", Schema.text());
        writeSchemas(components.putObject("schemas"));
        ObjectNode responses = components.putObject("responses");
        DocumentedErrors.byStatus()
                .forEach((status, errors) -> writeResponse(responses.putObject(nameOf(status)), status, errors));
    }

    private static void writePathParameters(ObjectNode parameters) {
        Map.of("project_id", "The project of the token.", "service_id", "A service of that project.")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter -> parameters
                        .putObject(parameter.getKey())
                        .put("name", parameter.getKey())
                        .put("in", "path")
                        .put("required", true)
                        .put("description", parameter.getValue())
                        .set("schema", Schema.textLike(RESOURCE_ID)));
    }

    private static void writeSchemas(ObjectNode schemas) {
        ObjectNode eventPage = Schema.object();
        property(eventPage, "service_name", "The latest name of the service.", Schema.text(1, LONGEST_NAME));
        property(eventPage, "total_count", "How many events match, on all pages; exact.", Schema.integer(0));
        property(eventPage, "service_id", "As in the path.", Schema.textLike(RESOURCE_ID));
        property(eventPage, "count", "How many are on this page.", Schema.integer(0, Paging.MAXIMUM_LIMIT));
        property(eventPage, "events", "In the order that was asked for.", pageOf("Event"));
        schemas.set("EventPage", eventPage);

        ObjectNode event = Schema.object();
        property(
                event,
                "event_type",
                "Whether it tells of the ordinary course or of a failure.",
                Schema.oneOf(
                        Stream.of(EventType.values()).map(EventType::wireName).toList()));
        property(event, "event_info", "What has happened.", Schema.text(1, LONGEST_TEXT));
        property(event, "occur_time", "When: milliseconds since 1970-01-01T00:00:00Z.", time());
        schemas.set("Event", event);

        ObjectNode servicePage = Schema.object();
        property(servicePage, "total_count", "How many services match, on all pages; exact.", Schema.integer(0));
        property(servicePage, "count", "How many are on this page.", Schema.integer(0, Paging.MAXIMUM_LIMIT));
        property(servicePage, "services", "By name, and then by id.", pageOf("Service"));
        schemas.set("ServicePage", servicePage);

        ObjectNode service = Schema.object();
        property(service, "service_id", "Unique within the project.", Schema.textLike(RESOURCE_ID));
        property(service, "service_name", "The latest.", Schema.text(1, LONGEST_NAME));
        property(service, "first_seen", "The time of its earliest event, as in events.", time());
        property(service, "last_seen", "The time of its latest event, as in events.", time());
        schemas.set("Service", service);

        ObjectNode error = Schema.object();
        property(error, "error_code", "What has happened, for programs.", Schema.oneOf(codes()));
        property(error, "error_msg", "What is wrong and what would be right, for people.", Schema.text());
        schemas.set("Error", error);
    }

    private static void writeResponse(ObjectNode response, int status, Map<String, ApiError> errors) {
        String codes =
                errors.values().stream().map(ApiError::code).distinct().collect(Collectors.joining("`, `", "`", "`"));
        response.put("description", HttpStatus.valueOf(status).getReasonPhrase() + ": " + codes);
        ObjectNode headers = response.putObject("headers");
        headers.set(REQUEST_ID, reference("headers", REQUEST_ID));
        errors.values().stream()
                .flatMap(error -> error.headers().keySet().stream())
                .distinct()
                .forEach(name -> headers.putObject(name)
                        .put("description", name.equals("Allow") ? "The methods that are." : "In how many seconds.")
                        .set("schema", name.equals("Allow") ? Schema.text() : Schema.integer(0)));
        ObjectNode content = response.putObject("content").putObject("application/json");
        content.set("schema", reference("schemas", "Error"));
        ObjectNode examples = content.putObject("examples");
        errors.forEach(
                (name, error) -> examples.putObject(name).set("value", JSON.readTree(DocumentedErrors.body(error))));
    }

    private static List<String> codes() {
        return DocumentedErrors.byStatus().values().stream()
                .flatMap(errors -> errors.values().stream())
                .map(ApiError::code)
                .distinct()
                .sorted()
                .toList();
    }

    private static ObjectNode pageOf(String schema) {
        ObjectNode array = JSON.createObjectNode().put("type", "array").put("maxItems", Paging.MAXIMUM_LIMIT);
        array.set("items", reference("schemas", schema));
        return array;
    }

    private static ObjectNode time() {
        return Schema.integer(0).put("maximum", ServiceEvent.LATEST_TIME);
    }

    private static String nameOf(int status) {
        return "Error" + status;
    }

    /** The example of the reference. */
    private static String eventPage() {
        try (InputStream sample = EventParameters.class.getResourceAsStream("reference-sample.json")) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
