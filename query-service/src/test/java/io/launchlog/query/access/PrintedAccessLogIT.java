package io.launchlog.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands on standard output, with the configuration as it is shipped. */
@ExtendWith(OutputCaptureExtension.class)
class PrintedAccessLogIT {

    @Test
    void a_request_is_printed_with_its_id_its_project_and_its_hits(CapturedOutput output) {
        TestStore.shared()
                .index(List.of(TestEvents.event(new ServiceKey("printed", "known"), "1")
                        .build()));
        try (TestServer server = TestServer.start(
                TestStore.shared().address(),
                List.of(),
                "launchlog.auth.static.a-secret-token=printed",
                "logging.config=classpath:as-shipped.xml")) {
            server.get("/v1/printed/services", "X-Auth-Token", "a-secret-token", "X-Request-Id", "printed-1");
            await().until(() -> output.getOut().contains("printed-1"));
        }
        String printed = output.getOut()
                .lines()
                .filter(line -> line.contains("printed-1"))
                .findFirst()
                .orElseThrow();
        JsonNode line = JsonMapper.shared().readTree(printed);
        assertThat(line.at("/log/logger").asString()).isEqualTo("launchlog.access");
        assertThat(line.at("/http/request/id").asString()).isEqualTo("printed-1");
        assertThat(line.at("/http/response/status_code").asInt()).isEqualTo(200);
        assertThat(line.at("/cloud/project/id").asString()).isEqualTo("printed");
        assertThat(line.at("/launchlog/hits").asLong()).isOne();
        assertThat(line.at("/message").asString()).contains("1 hits", "request printed-1");
        assertThat(output.getAll()).doesNotContain("a-secret-token");
    }
}
