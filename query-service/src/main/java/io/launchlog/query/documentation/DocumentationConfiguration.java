package io.launchlog.query.documentation;

import io.launchlog.query.overload.HeldThreads;
import io.launchlog.query.overload.SlowReaders;
import io.launchlog.query.request.OpenPaths;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The files at their paths. The document is made, and compared with the code, by the tests of this package. */
@Configuration(proxyBeanMethods = false)
class DocumentationConfiguration {

    /** Scripts and styles of its own only, and requests to nowhere but here: the caller types a token into the page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";

    /** Files that are sent at once: nobody needs a token for them, and who reads slowly holds a thread of the container. */
    private static final int MOST_AT_ONCE = 8;

    private static final String DOCUMENT = "/openapi.json";
    private static final String PAGE = "/docs";
    private static final String SCRIPT = "/docs/docs.js";
    private static final String BROWSER = "/docs/swagger-ui-bundle.js";
    private static final String STYLE = "/docs/swagger-ui.css";

    @Bean
    OpenPaths documentationPaths() {
        return new OpenPaths(Set.of(DOCUMENT, PAGE, SCRIPT, BROWSER, STYLE));
    }

    @Bean
    SimpleUrlHandlerMapping documentationFiles(SlowReaders slowReaders) {
        UnaryOperator<OutputStream> client = slowReaders::bound;
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        Map<String, String> policy = Map.of("Content-Security-Policy", POLICY);
        return new SimpleUrlHandlerMapping(
                Map.of(
                        DOCUMENT,
                        new StaticFile(() -> own("openapi.json"), "application/json", Map.of(), client, places),
                        PAGE,
                        new StaticFile(() -> own("docs.html"), "text/html;charset=UTF-8", policy, client, places),
                        SCRIPT,
                        new StaticFile(() -> own("docs.js"), JAVASCRIPT, Map.of(), client, places),
                        BROWSER,
                        new StaticFile(() -> swaggerUi("swagger-ui-bundle.js"), JAVASCRIPT, Map.of(), client, places),
                        STYLE,
                        new StaticFile(
                                () -> swaggerUi("swagger-ui.css"), "text/css;charset=UTF-8", Map.of(), client, places)),
                1);
    }

    @Bean
    HeldThreads threadsThatSendFiles() {
        return new HeldThreads(MOST_AT_ONCE, "requests for files of the documentation");
    }

    private static Resource own(String name) {
        return new ClassPathResource(name, DocumentationConfiguration.class);
    }

    /** Its folder is called after its version. */
    private static Resource swaggerUi(String name) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/" + name);
            if (found.length != 1) {
                throw new IllegalStateException(
                        found.length + " files " + name + " of Swagger UI are on the class path");
            }
            return found[0];
        } catch (IOException e) {
            throw new UncheckedIOException("Swagger UI cannot be found", e);
        }
    }
}
