package io.launchlog.query.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ResourceId;
import io.launchlog.query.QueryApplication;
import io.launchlog.query.error.ApiError;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;

/**
 * The document that is served is made of the code. After an intended change write it anew with {@code ./mvnw -pl
 * query-service -am test -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dlaunchlog.golden.update=true} and
 * review the difference.
 */
class OpenApiTest {

    private static final Path FILE = Path.of("src/main/resources/io/launchlog/query/documentation/openapi.json");

    private final JsonNode document = OpenApiDocument.create();

    @Test
    void the_document_that_is_served_is_the_one_that_the_code_makes() throws IOException {
        String actual = Schema.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("launchlog.golden.update")) {
            Files.writeString(FILE, actual, UTF_8);
        }
        assertThat(actual)
                .as("%s; see %s for how to write it anew", FILE, OpenApiTest.class)
                .isEqualTo(Files.readString(FILE, UTF_8));
    }

    @Test
    void every_endpoint_is_documented() {
        assertThat(document.get("paths").propertyNames()).containsExactlyInAnyOrderElementsOf(mappedPaths());
    }

    @Test
    void every_error_is_documented() {
        List<String> codes = texts(document.at("/components/schemas/Error/properties/error_code/enum"));
        assertThat(Stream.of(ApiError.class.getDeclaredMethods())
                        .filter(OpenApiTest::isFactory)
                        .map(OpenApiTest::made)
                        .map(ApiError::code)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void ids_match_their_pattern() {
        Predicate<String> pattern = Pattern.compile(OpenApiDocument.RESOURCE_ID).asPredicate();
        List<String> ids = new ArrayList<>(List.of("", ".", "..", "...", "a".repeat(64), "a".repeat(65), "..a", "a.."));
        for (int c = 0; c < 0x300; c++) {
            ids.add("a" + (char) c + "b");
        }
        assertThat(ids).allSatisfy(id -> assertThat(pattern.test(id)).isEqualTo(ResourceId.isValid(id)));
    }

    @Test
    void examples_are_what_their_schemas_say() {
        SchemaCheck check = new SchemaCheck(document);
        document.findParents("example")
                .forEach(content -> check.assertMatches(content.get("example"), content.get("schema"), "example"));
        for (JsonNode content : document.findParents("examples")) {
            if (content.get("examples").isObject()) {
                content.get("examples")
                        .forEach(example ->
                                check.assertMatches(example.get("value"), content.get("schema"), "examples"));
            }
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    private static Set<String> mappedPaths() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Set<String> paths = new TreeSet<>();
        scanner.findCandidateComponents(QueryApplication.class.getPackageName()).stream()
                .map(bean -> ClassUtils.resolveClassName(String.valueOf(bean.getBeanClassName()), null))
                .filter(controller -> !ErrorController.class.isAssignableFrom(controller))
                .flatMap(controller -> Stream.of(controller.getDeclaredMethods()))
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
                .forEach(mapping -> {
                    if (mapping != null) {
                        paths.addAll(Arrays.asList(mapping.path()));
                    }
                });
        return paths;
    }

    private static boolean isFactory(Method method) {
        return Modifier.isStatic(method.getModifiers()) && method.getReturnType() == ApiError.class;
    }

    private static ApiError made(Method factory) {
        Object[] arguments = Stream.of(factory.getParameterTypes())
                .map(type -> type == int.class ? (Object) 400 : "")
                .toArray();
        try {
            return (ApiError) factory.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(factory + " cannot be called", e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
