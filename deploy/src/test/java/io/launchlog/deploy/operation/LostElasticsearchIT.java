package io.launchlog.deploy.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.operation.Operator.Outcome;
import io.launchlog.deploy.operation.Operator.Verified;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code BACKUP.md}: what is lost with Elasticsearch comes back from the log, with or without a snapshot. */
class LostElasticsearchIT {

    private static final String REPOSITORY = "/_snapshot/backup";
    private static final String SNAPSHOT = REPOSITORY + "/first";
    private static final String OURS = """
            {"indices": "launchlog-*", "include_global_state": false}""";

    @TempDir
    private Path directory;

    private Installation installation;
    private final Story story = new Story();

    @BeforeEach
    void start() {
        installation = new Installation(directory);
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void a_wiped_elasticsearch_costs_a_rebuild_under_running_services() throws Exception {
        installation.publish(story.records(0, 300));
        installation.awaitIngested();
        List<String> pages = installation.api().pages(Story.services());
        assertThat(installation.deadLetters()).isEqualTo(story.letters());

        installation.wipeElasticsearch();

        installation.awaitIngested();
        Verified lost = installation.operator().verify();
        assertThat(lost.exitCode()).isEqualTo(1);
        assertThat(lost.found("missing")).as(lost.report().toString()).isEqualTo(300);
        assertThat(installation
                        .api()
                        .get("/services/" + Story.services().getFirst())
                        .status())
                .as("what callers get until it is rebuilt")
                .isEqualTo(404);
        Outcome rebuilt = installation.operator().run("rebuild");
        assertThat(rebuilt.exitCode()).as(rebuilt.text()).isZero();
        Verified clean = installation.operator().verify();
        assertThat(clean.exitCode()).as(clean.report().toString()).isZero();
        assertThat(installation.api().pages(Story.services())).isEqualTo(pages);
        assertThat(installation.deadLetters()).as("letters of before").isEqualTo(story.letters());

        installation.publish(story.records(300, 310));
        installation.awaitIngested();
        Verified on = installation.operator().verify();
        assertThat(on.exitCode()).as(on.report().toString()).isZero();
    }

    @Test
    void a_snapshot_that_is_older_than_the_committed_offsets_is_brought_up_to_date_from_the_log() throws Exception {
        installation.publish(story.records(0, 200));
        installation.awaitIngested();
        registerRepository();
        var snapshot = installation.search().call("PUT", SNAPSHOT + "?wait_for_completion=true", OURS);
        assertThat(snapshot.at("/snapshot/state").asString(""))
                .as(snapshot.toString())
                .isEqualTo("SUCCESS");
        installation.publish(story.records(200, 300));
        installation.awaitIngested();
        List<String> pages = installation.api().pages(Story.services());

        installation.stopIngest();
        installation.wipeElasticsearch();
        registerRepository();
        var restored = installation.search().call("POST", SNAPSHOT + "/_restore?wait_for_completion=true", OURS);
        assertThat(restored.at("/snapshot/shards/failed").asInt(-1))
                .as(restored.toString())
                .isZero();
        installation.startIngest();
        installation.awaitIngested();

        Verified behind = installation.operator().verify();
        assertThat(behind.exitCode()).isEqualTo(1);
        assertThat(behind.found("missing")).as(behind.report().toString()).isEqualTo(100);
        assertThat(behind.found("unexpected")).isZero();
        Verified mended = installation.operator().verify("--repair");
        assertThat(mended.exitCode()).as(mended.report().toString()).isZero();
        assertThat(mended.mended("missing")).isEqualTo(100);
        Verified clean = installation.operator().verify();
        assertThat(clean.exitCode()).as(clean.report().toString()).isZero();
        assertThat(installation.api().pages(Story.services())).isEqualTo(pages);
        assertThat(installation.deadLetters()).as("letters of before").isEqualTo(story.letters());
    }

    private void registerRepository() {
        var answer = installation.search().call("PUT", REPOSITORY, """
                {"type": "fs", "settings": {"location": "backup"}}""");
        assertThat(answer.path("acknowledged").asBoolean(false))
                .as(answer.toString())
                .isTrue();
    }
}
