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

/** Somebody shows more garbage than Keystone can be asked about. */
class CrowdedKeystoneTest {

    private static final TokenVerdict GRANTED = new TokenVerdict.Granted("p1");

    private final RecordedKeystone keystone = new RecordedKeystone();
    private final KeystoneVerifier verifier = keystone.verifier();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        keystone.close();
        threads.close();
    }

    @Test
    void a_token_that_has_been_good_is_asked_about_and_a_new_one_is_told_that_there_are_too_many() {
        keystone.knows("good", "p1", "member").knows("new", "p1", "member");
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
        keystone.later(Duration.ofSeconds(301));

        List<Future<TokenVerdict>> garbage = showGarbage();

        assertThat(verifier.verify("new")).isEqualTo(new TokenVerdict.TooMany());
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
        keystone.gateOfUnknown.countDown();
        await().until(() -> garbage.stream().allMatch(Future::isDone));
        assertThat(garbage)
                .extracting(Future::resultNow)
                .containsOnly(new TokenVerdict.Invalid(), new TokenVerdict.TooMany());
        assertThat(verifier.verify("new")).isEqualTo(GRANTED);
    }

    @Test
    void a_token_in_use_is_renewed() {
        keystone.knows("good", "p1", "member");
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
        keystone.later(Duration.ofSeconds(241));

        List<Future<TokenVerdict>> garbage = showGarbage();

        int before = keystone.arrived();
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
        await().until(() -> keystone.arrived() == before + 1);
        keystone.gateOfUnknown.countDown();
        await().until(() -> garbage.stream().allMatch(Future::isDone));
    }

    @Test
    void a_token_that_was_revoked_is_no_better_than_a_new_one() {
        keystone.knows("good", "p1", "member");
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
        keystone.revoke("good");
        keystone.later(Duration.ofSeconds(301));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Invalid());
        keystone.later(Duration.ofSeconds(11));

        var _ = showGarbage();

        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.TooMany());
    }

    @Test
    void new_tokens_over_which_keystone_stumbles_hold_up_new_ones_only() {
        keystone.knows("good", "p1", "member").knows("new", "p1", "member");
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
        keystone.later(Duration.ofSeconds(301));
        for (int i = 0; i < 5; i++) {
            keystone.stumblesOver("poison-" + i, 500);
            assertThat(verifier.verify("poison-" + i)).isEqualTo(new TokenVerdict.Unavailable());
        }

        assertThat(verifier.verify("new")).isEqualTo(new TokenVerdict.Unavailable());
        assertThat(verifier.verify("good")).isEqualTo(GRANTED);
    }

    /** Until as many questions are under way as may be about new tokens, and all other garbage is refused. */
    private List<Future<TokenVerdict>> showGarbage() {
        keystone.gateOfUnknown = new CountDownLatch(1);
        List<Future<TokenVerdict>> garbage = IntStream.range(0, 80)
                .mapToObj(i -> threads.submit(() -> verifier.verify("garbage-" + i)))
                .toList();
        await().until(() -> garbage.stream().filter(Future::isDone).count() == 64);
        return garbage;
    }
}
