package io.launchlog.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.benchmarks.events.EventGenerator;
import io.launchlog.benchmarks.events.MeasuredService;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class BulkBodiesTest {

    private static final long NOVEMBER_2026 = 1_795_000_000_000L;

    private final EventGenerator events = new EventGenerator(1, MeasuredService.of(5, 5), NOVEMBER_2026);
    private final EventDocument document = EventDocument.of(events.next());

    @Test
    void aBulkLikeThatOfIngestHasIndexIdRoutingAndTheWholeSource() {
        BulkBodies bodies = BulkBodies.likeIngest(new IndexNames(Generation.FIRST, BucketSize.MONTH), 10);
        bodies.add(document);

        List<String> lines = lines(bodies.bodies().getFirst());

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .isEqualTo("{\"create\":{\"_index\":\"launchlog-events-g1-2026.11\",\"_id\":\""
                        + document.id().text() + "\",\"routing\":\"" + document.routing() + "\"}}");
        assertThat(lines.getLast()).isEqualTo(source());
    }

    @Test
    void theDynamicIndexGetsTheSameSourceWithoutRouting() {
        BulkBodies bodies = BulkBodies.withoutRouting("guessed", 10);
        bodies.add(document);

        assertThat(lines(bodies.bodies().getFirst()))
                .containsExactly(
                        "{\"create\":{\"_index\":\"guessed\",\"_id\":\""
                                + document.id().text() + "\"}}",
                        source());
    }

    @Test
    void whatWasPublishedLacksTheFieldsThatIngestAdds() {
        BulkBodies bodies = BulkBodies.asPublished("guessed", 10);
        bodies.add(document);

        var source =
                JsonMapper.shared().readTree(lines(bodies.bodies().getFirst()).getLast());

        assertThat(source.propertyNames())
                .contains("project_id", "event_info", "occur_time", "source", "id")
                .doesNotContain("fingerprint", "tie_breaker", "event_info_sort", "event");
    }

    @Test
    void bodiesHoldAsManyDocumentsAsToldAndTheLastOneTheRest() {
        BulkBodies bodies = BulkBodies.withoutRouting("guessed", 10);
        for (int i = 0; i < 25; i++) {
            bodies.add(EventDocument.of(events.next()));
        }

        assertThat(bodies.bodies()).extracting(body -> lines(body).size()).containsExactly(20, 20, 10);
        assertThat(bodies.bodies()).allMatch(body -> body[body.length - 1] == '\n');
    }

    private String source() {
        StringWriter source = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), source)) {
            document.writeSource(json);
        }
        return source.toString();
    }

    private static List<String> lines(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).lines().toList();
    }
}
