package io.launchlog.model.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The composable index templates, as JSON bodies for {@code PUT _index_template/{name}} (contract section 2). */
public final class IndexTemplates {

    private IndexTemplates() {}

    /** The template of the events of the generation that is read; its name is {@link IndexNames#eventsTemplate()}. */
    public static String events(IndexNames names, IndexSettings settings) {
        return render("events-template.json", names.eventsPattern(), aliases(IndexNames.EVENTS), settings);
    }

    /** The template of the services of the generation that is read; its name is {@link IndexNames#services()}. */
    public static String services(IndexNames names, IndexSettings settings) {
        return render("services-template.json", names.services(), aliases(IndexNames.SERVICES), settings);
    }

    /** The same for a generation that is written and not read: no alias leads to its indices. */
    public static String unreadEvents(IndexNames names, IndexSettings settings) {
        return render("events-template.json", names.eventsPattern(), "{}", settings);
    }

    /** The same for the services of such a generation. */
    public static String unreadServices(IndexNames names, IndexSettings settings) {
        return render("services-template.json", names.services(), "{}", settings);
    }

    private static String aliases(String alias) {
        return "{\"" + alias + "\": {}}";
    }

    private static String render(String resource, String pattern, String aliases, IndexSettings settings) {
        return read(resource)
                .replace("${pattern}", pattern)
                .replace("${aliases}", aliases)
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
