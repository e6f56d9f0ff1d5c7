package io.launchlog.query.search;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.auth.TokenVerifier;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.testing.FakeNode;
import io.launchlog.query.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A request's time runs from its arrival on. */
class RequestDeadlineIT {

    private static final Duration DEADLINE = Duration.ofMillis(500);

    /** Takes all the time that a request has. */
    @TestConfiguration(proxyBeanMethods = false)
    static class SlowVerdicts {

        @Bean
        @Primary
        TokenVerifier slowVerdicts() {
            return new TokenVerifier() {
                @Override
                public TokenVerdict verify(String token) {
                    return new TokenVerdict.Granted("deadline");
                }

                @Override
                public TokenVerdict verify(String token, Deadline deadline) {
                    assertThat(deadline.remainingNanos()).isLessThan(DEADLINE.toNanos());
                    while (!deadline.isOver()) {
                        LockSupport.parkNanos(deadline.remainingNanos());
                    }
                    return verify(token);
                }
            };
        }
    }

    @Test
    void what_its_token_has_taken_is_not_left_for_its_search() {
        try (FakeNode node = FakeNode.start(FakeNode.answering(200, "{\"responses\":[]}"));
                TestServer server = TestServer.start(
                        node.address(),
                        List.of(SlowVerdicts.class),
                        "launchlog.query.deadline=" + DEADLINE.toMillis() + "ms")) {
            for (String path : List.of("", "/one", "/one/events", "/one/events?offset=5000")) {
                assertError(
                        server.get("/v1/deadline/services" + path, "X-Auth-Token", "t"),
                        504,
                        "4503",
                        "did not answer in time.");
            }
        }
    }
}
