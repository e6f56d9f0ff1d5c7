package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.ingest.IngestFixture;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Indices and aliases that somebody has deleted. */
class VerifyLayoutIT extends VerifyScenario {

    @Test
    void finds_and_mends_an_index_that_readers_are_not_led_to() throws Exception {
        List<ServiceEvent> events = events(3);
        sendAndAwait(events);
        IngestFixture.elasticsearch("DELETE", "/" + indexOf(events.getFirst()) + "/_alias/launchlog-events", "");

        Outcome found = verify();

        assertThat(found.exitCode()).as(found.text()).isEqualTo(1);
        assertThat(found.found("unread_indices")).isEqualTo(1);
        assertThat(found.text()).contains(indexOf(events.getFirst()));
        Outcome mended = verify("--repair");
        assertThat(mended.exitCode()).as(mended.text()).isZero();
        assertThat(mended.mended("unread_indices")).isEqualTo(1);
        assertThat(fixture.texts()).hasSize(3);
    }

    @Test
    void mends_an_index_of_services_that_was_deleted_so_that_it_is_read() throws Exception {
        sendAndAwait(events(3));
        IngestFixture.elasticsearch("DELETE", "/launchlog-services-g1", "");

        Outcome mended = verify("--repair");

        assertThat(mended.mended("services_missing")).isEqualTo(1);
        assertThat(fixture.serviceDocument().isMissingNode()).isFalse();
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void the_live_generation_is_compared_and_mended_when_no_alias_says_what_is_read() throws Exception {
        sendAndAwait(events(3));
        ingest.close();
        ingest = fixture.startIngest("launchlog.consume.enabled=false");
        IndexNames second = ingest.getBean(IndexProperties.class).names(new Generation(2));
        ingest.getBean(ProjectionSetup.class).create(second);
        fixture.copyDocumentsTo("/" + second.eventsAt(NOW));
        IngestFixture.elasticsearch("PUT", "/launchlog-state/_doc/projection", """
                {"live": 2, "building": null, "previous": 1, "dropped": [], "swap": null}""");
        IngestFixture.elasticsearch("POST", "/_aliases", """
                {"actions": [{"remove": {"index": "launchlog-*-g1*", "alias": "launchlog-events"}},
                             {"remove": {"index": "launchlog-*-g1*", "alias": "launchlog-services"}}]}""");

        Outcome mended = verify("--repair");

        assertThat(mended.exitCode()).as(mended.text()).isZero();
        assertThat(mended.mended("unread_indices")).isEqualTo(1);
        assertThat(mended.mended("duplicated")).isZero();
        assertThat(mended.mended("missing")).isZero();
        assertThat(mended.mended("services_missing")).isEqualTo(1);
        assertThat(fixture.texts()).hasSize(3);
        assertThat(IngestFixture.elasticsearch("GET", "/_alias/launchlog-events", "")
                        .propertyNames())
                .containsExactly(second.eventsAt(NOW));
        Outcome after = verify();
        assertThat(after.exitCode()).as(after.text()).isZero();
    }

    @Test
    void an_index_that_does_not_start_is_told_with_all_the_rest() throws Exception {
        List<ServiceEvent> events = events(3);
        sendAndAwait(events);
        IngestFixture.elasticsearch("DELETE", document(events.getFirst()), "");
        String other = "/" + MONTH_OF_OTHERS;
        IngestFixture.elasticsearch("PUT", other + "?wait_for_active_shards=0", """
                {"settings": {"index.routing.allocation.require._name": "no node"}}""");

        Outcome mended = verify("--repair");

        assertThat(mended.exitCode()).as(mended.text()).isEqualTo(1);
        assertThat(mended.found("unread_indices")).isEqualTo(1);
        assertThat(mended.mended("unread_indices")).isZero();
        assertThat(mended.found("missing")).isEqualTo(1);
        assertThat(mended.text()).contains(events.getFirst().service().path());
        IngestFixture.elasticsearch("DELETE", other, "");
        assertThat(verify("--repair").mended("missing")).isEqualTo(1);
    }
}
