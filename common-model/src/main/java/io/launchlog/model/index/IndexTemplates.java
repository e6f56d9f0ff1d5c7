package io.launchlog.model.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The composable index templates, as JSON bodies for {@code PUT _index_template/{name}} (contract section 2). They carry
 * no alias: readers would be led to an index whose shards have not started, and be refused.
 */
public final class IndexTemplates {

    private IndexTemplates() {}

    /** The template of the events of a generation; its name is {@link IndexNames#eventsTemplate()}. */
    public static String events(IndexNames names, IndexSettings settings) {
        return render("events-template.json", names.eventsPattern(), settings);
    }

    /** The template of the services of a generation; its name is {@link IndexNames#services()}. */
    public static String services(IndexNames names, IndexSettings settings) {
        return render("services-template.json", names.services(), settings);
    }

    private static String render(String resource, String pattern, IndexSettings settings) {
        return read(resource)
                .replace("${pattern}", pattern)
                .replace("${shards}", Integer.toString(settings.shards()))
                .replace("${replicas}", settings.replicas())
                .replace("${refreshInterval}", settings.refreshInterval().toMillis() + "ms");
    }

    private static String read(String resource) {
        try (InputStream stream = Objects.requireNonNull(
                IndexTemplates.class.getResourceAsStream(resource), () -> resource + " is not in the jar")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + resource, e);
        }
    }
}
