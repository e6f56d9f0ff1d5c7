package io.launchlog.query.auth.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.auth.TokenVerdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With answers that were recorded from a real one. */
class KeystoneVerifierTest {

    private final RecordedKeystone keystone = new RecordedKeystone();
    private final KeystoneVerifier verifier = keystone.verifier();

    @AfterEach
    void stop() {
        keystone.close();
    }

    @Test
    void a_good_token_reads_its_project() {
        keystone.knows("good", "p1", "member");
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void what_keystone_does_not_know_is_invalid() {
        assertThat(verifier.verify("garbage")).isEqualTo(new TokenVerdict.Invalid());
    }

    @Test
    void what_cannot_be_sent_to_keystone_is_invalid_without_asking() {
        assertThat(verifier.verify("töken")).isEqualTo(new TokenVerdict.Invalid());
        assertThat(verifier.verify("a b")).isEqualTo(new TokenVerdict.Invalid());
        assertThat(keystone.validated).hasValue(0);
    }

    @Test
    void a_token_that_was_good_once_has_expired() {
        keystone.knows("old", "p1", "member");
        keystone.later(Duration.ofMinutes(10));
        assertThat(verifier.verify("old")).isEqualTo(new TokenVerdict.Expired());
    }

    @Test
    void a_token_without_project_or_role_reads_nothing() {
        keystone.knows("unscoped", "", "").knows("guest", "p1", "guest");
        assertThat(verifier.verify("unscoped")).isEqualTo(new TokenVerdict.WithoutProject());
        assertThat(verifier.verify("guest")).isEqualTo(new TokenVerdict.RoleMayNotRead());
    }

    @Test
    void an_answer_is_believed_for_five_minutes() {
        keystone.knows("good", "p1", "member");
        var _ = verifier.verify("good");
        keystone.revoke("good");

        keystone.later(Duration.ofSeconds(299));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
        assertThat(keystone.validated).hasValue(1);
        keystone.later(Duration.ofSeconds(2));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Invalid());
    }

    @Test
    void an_answer_is_never_believed_past_the_end_of_the_token() {
        keystone.knows("good", "p1", "member");
        keystone.later(Duration.ofMinutes(8));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
        keystone.later(Duration.ofMinutes(2));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Expired());
    }

    @Test
    void a_refusal_is_believed_for_ten_seconds() {
        assertThat(verifier.verify("early")).isEqualTo(new TokenVerdict.Invalid());
        keystone.knows("early", "p1", "member");
        keystone.later(Duration.ofSeconds(9));
        assertThat(verifier.verify("early")).isEqualTo(new TokenVerdict.Invalid());
        keystone.later(Duration.ofSeconds(2));
        assertThat(verifier.verify("early")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void many_requests_with_one_token_ask_once() throws Exception {
        keystone.knows("good", "p1", "member");
        keystone.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Future<TokenVerdict>> verdicts = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> verifier.verify("good")))
                    .toList();
            keystone.gate.countDown();
            for (Future<TokenVerdict> verdict : verdicts) {
                assertThat(verdict.get()).isEqualTo(new TokenVerdict.Granted("p1"));
            }
        }
        assertThat(keystone.validated).hasValue(1);
        assertThat(keystone.meters
                        .get("launchlog.query.token.validations")
                        .tag("verdict", "Granted")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void the_own_token_is_renewed_before_it_expires() {
        keystone.knows("a", "p1", "member");
        var _ = verifier.verify("a");
        keystone.later(Duration.ofMinutes(53));
        var _ = verifier.verify("garbage");
        assertThat(keystone.issued).hasValue(1);
        keystone.later(Duration.ofMinutes(2));
        var _ = verifier.verify("other garbage");
        var _ = verifier.verify("other-garbage");
        assertThat(keystone.issued).hasValue(2);
    }

    @Test
    void an_own_token_that_is_refused_is_renewed_once() {
        keystone.knows("a", "p1", "member").knows("b", "p1", "member");
        var _ = verifier.verify("a");
        keystone.forgetOwnToken();
        assertThat(verifier.verify("b")).isEqualTo(new TokenVerdict.Granted("p1"));
        assertThat(keystone.issued).hasValue(2);
    }

    @Test
    void a_fault_of_keystone_is_nobodys_fault_and_what_is_known_stays() {
        keystone.knows("known", "p1", "member").knows("new", "p1", "member");
        var _ = verifier.verify("known");
        for (int status : List.of(500, 503, 403, 401, 429)) {
            keystone.status = status;
            keystone.later(Duration.ofSeconds(2));
            assertThat(verifier.verify("known")).isEqualTo(new TokenVerdict.Granted("p1"));
            assertThat(verifier.verify("new")).as("HTTP " + status).isEqualTo(new TokenVerdict.Unavailable());
        }
        keystone.status = 200;
        keystone.later(Duration.ofSeconds(2));
        assertThat(verifier.verify("new")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void a_keystone_that_is_away_makes_nobody_wait() {
        keystone.stop();
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Unavailable());
    }

    @Test
    void a_keystone_that_is_silent_is_too_slow() {
        KeystoneVerifier impatient = keystone.verifier(Duration.ofMillis(300));
        keystone.gate = new CountDownLatch(1);
        await().untilAsserted(() -> assertThat(impatient.verify("good")).isEqualTo(new TokenVerdict.TooSlow()));
    }
}
