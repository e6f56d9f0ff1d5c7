package io.launchlog.query.documentation;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The description of the API and its page, over HTTP; and the API, as it describes it. */
class DocumentationIT {

    private static final String PROJECT = "documented";
    private static final String POLICY = "Content-Security-Policy";
    private static TestServer server;

    @BeforeAll
    static void start() {
        ServiceKey service = new ServiceKey(PROJECT, "known");
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(service, "1").build(),
                        TestEvents.event(service, "2").build()));
        server = TestServer.start(TestStore.shared().address(), List.of(), "launchlog.auth.static.T=" + PROJECT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_document_is_served_without_a_token() {
        HttpResponse<String> answer = server.get("/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(header(answer, POLICY)).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(header(answer, "X-Request-Id")).isNotBlank();
        assertThat(Schema.JSON.readTree(answer.body()).toString())
                .isEqualTo(OpenApiDocument.create().toString());
        assertThat(document().get("openapi").asString()).startsWith("3.1.");
    }

    @Test
    void the_page_has_all_that_it_refers_to() {
        HttpResponse<String> page = server.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        List<String> references = Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(references)
                .containsExactlyInAnyOrder(
                        "data:,", "openapi.json", "docs/docs.js", "docs/swagger-ui-bundle.js", "docs/swagger-ui.css");
        for (String reference : references) {
            if (!reference.startsWith("data:")) {
                HttpResponse<String> answer = server.get("/" + reference);
                assertThat(answer.statusCode()).as(reference).isEqualTo(200);
                assertThat(header(answer, "Content-Type"))
                        .as(reference)
                        .startsWith(
                                switch (reference.substring(reference.lastIndexOf('.'))) {
                                    case ".js" -> "text/javascript";
                                    case ".css" -> "text/css";
                                    default -> "application/json";
                                });
                assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            }
        }
    }

    @Test
    void the_page_runs_its_own_scripts_only_and_the_api_none() {
        HttpResponse<String> page = server.get("/docs");
        assertThat(header(page, POLICY))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page.body()).doesNotContain("<script>", "<style", "style=", "onload");
        assertThat(header(get("/v1/documented/services"), POLICY))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(header(server.get("/docs/nothing"), POLICY)).isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/docs.js", "/docs/swagger-ui-bundle.js"})
    void a_file_is_sent_once(String path) {
        HttpResponse<String> first = server.get(path, "Accept-Encoding", "gzip");
        assertThat(first.headers().firstValue("Content-Encoding")).isEmpty();
        HttpResponse<String> second = server.get(path, "If-None-Match", header(first, "ETag"));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        HttpResponse<String> head = server.send(server.request(path).HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(header(first, "Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/swagger-ui.css"})
    void nothing_but_reading_is_allowed(String path) {
        for (String method : List.of("POST", "PUT", "DELETE", "TRACE")) {
            HttpResponse<String> answer =
                    server.send(server.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
            assertError(answer, 405, "2803", "The method " + method + " is not allowed here.");
            assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
        HttpResponse<String> options =
                server.send(server.request(path).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/",
                "/docs/docs.html",
                "/docs/index.html",
                "/docs/swagger-ui-bundle.js/",
                "/docs/..%2Fopenapi.json",
                "/docs//docs.js",
                "/docs;x=1",
                "/%64ocs",
                "/docs.html",
                "/openapi.json/",
                "/openapi.yaml",
                "/v3/api-docs",
                "/swagger-ui/index.html",
                "/webjars/swagger-ui/swagger-ui.css"
            })
    void any_other_path_is_not_there(String path) {
        assertError(server.get(path), 404, "2836", "The API does not exist.");
    }

    static Stream<String> documentedPaths() {
        return OpenApiDocument.create().get("paths").propertyNames().stream();
    }

    @ParameterizedTest
    @MethodSource("documentedPaths")
    void every_documented_parameter_is_read(String path) {
        document().get("paths").get(path).at("/get/parameters").forEach(parameter -> {
            String name = parameter.get("name").asString();
            assertError(get(filled(path) + "?" + name + "=1&" + name + "=1"), 400, "0107", "(" + name + ", 1)");
        });
    }

    @ParameterizedTest
    @MethodSource("documentedPaths")
    void answers_are_what_the_document_says(String path) {
        JsonNode operation = document().get("paths").get(path).get("get");
        SchemaCheck check = new SchemaCheck(document());
        HttpResponse<String> answer = get(filled(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        check.assertMatches(
                Schema.JSON.readTree(answer.body()),
                operation.at("/responses/200/content/application~1json/schema"),
                path);
        HttpResponse<String> error = server.get(filled(path));
        assertThat(operation.get("responses").has(Integer.toString(error.statusCode())))
                .isTrue();
        check.assertIs("Error", Schema.JSON.readTree(error.body()));
    }

    /** With the token, in the header that the document names. */
    private static HttpResponse<String> get(String path) {
        String name = document().at("/components/securitySchemes/token/name").asString();
        return server.get(path, name, "T");
    }

    private static String filled(String path) {
        return path.replace("{project_id}", PROJECT).replace("{service_id}", "known");
    }

    private static JsonNode document() {
        return Schema.JSON.readTree(server.get("/openapi.json").body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
