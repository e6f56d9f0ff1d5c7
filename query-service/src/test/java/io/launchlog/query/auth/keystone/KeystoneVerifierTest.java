package io.launchlog.query.auth.keystone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.auth.TokenVerdict;
import io.launchlog.query.exchange.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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

        keystone.later(Duration.ofSeconds(239));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
        assertThat(keystone.validated).hasValue(1);
        keystone.later(Duration.ofSeconds(62));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Invalid());
    }

    @Test
    void a_token_that_is_in_use_is_asked_about_again_before_its_answer_is_too_old() {
        keystone.knows("good", "p1", "member");
        var _ = verifier.verify("good");

        keystone.later(Duration.ofSeconds(241));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
        await().until(() -> granted() == 2);

        keystone.revoke("good");
        keystone.later(Duration.ofSeconds(58));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
        keystone.later(Duration.ofSeconds(242));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Invalid());
    }

    @Test
    void a_renewal_that_fails_leaves_what_is_known_until_it_is_too_old() {
        keystone.knows("good", "p1", "member");
        var _ = verifier.verify("good");
        keystone.status = 500;

        keystone.later(Duration.ofSeconds(241));
        int before = keystone.arrived();
        for (int i = 0; i < 10; i++) {
            assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
        }
        await().untilAsserted(() -> assertThat(keystone.arrived()).isEqualTo(before + 1));
        keystone.later(Duration.ofSeconds(60));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Unavailable());
    }

    @Test
    void an_answer_that_the_clock_has_overtaken_is_asked_for_again() {
        keystone.knows("good", "p1", "member");
        var _ = verifier.verify("good");
        keystone.setClock(Duration.ofMinutes(11));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Expired());
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
        keystone.knows("first", "p1", "member").knows("good", "p1", "member");
        var _ = verifier.verify("first");
        int before = keystone.arrived();
        keystone.gate = new CountDownLatch(1);
        List<Thread> callers = new CopyOnWriteArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(20, task -> {
            Thread caller = new Thread(task);
            callers.add(caller);
            return caller;
        })) {
            List<Future<TokenVerdict>> verdicts = ask(threads, Collections.nCopies(20, "good"));
            await().until(() -> keystone.arrived() == before + 1
                    && callers.size() == 20
                    && callers.stream().allMatch(caller -> caller.getState() == Thread.State.TIMED_WAITING));
            keystone.gate.countDown();
            for (Future<TokenVerdict> verdict : verdicts) {
                assertThat(verdict.get()).isEqualTo(new TokenVerdict.Granted("p1"));
            }
        }
        assertThat(keystone.validated).hasValue(2);
        assertThat(granted()).isEqualTo(2);
    }

    /** How many questions have been answered so. */
    private long granted() {
        return keystone.meters
                .get("launchlog.query.token.validations")
                .tag("verdict", "Granted")
                .timer()
                .count();
    }

    @Test
    void only_so_many_requests_wait_for_one_token_and_the_others_are_told_at_once() throws Exception {
        keystone.knows("good", "p1", "member").knows("other", "p1", "member");
        keystone.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TokenVerdict>> verdicts = ask(threads, Collections.nCopies(40, "good"));
            await().until(() -> verdicts.stream().filter(Future::isDone).count() == 16);
            Future<TokenVerdict> other = threads.submit(() -> verifier.verify("other"));
            keystone.gate.countDown();
            assertThat(other.get()).isEqualTo(new TokenVerdict.Granted("p1"));
            List<TokenVerdict> told = new ArrayList<>();
            for (Future<TokenVerdict> verdict : verdicts) {
                told.add(verdict.get());
            }
            assertThat(told).filteredOn(new TokenVerdict.TooMany()::equals).hasSize(16);
            assertThat(told).filteredOn(new TokenVerdict.Granted("p1")::equals).hasSize(24);
        }
    }

    @Test
    void garbage_takes_no_places_from_good_tokens_while_it_is_asked_whether_it_has_expired() throws Exception {
        keystone.knows("good", "p1", "member");
        keystone.gateOfExpired = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TokenVerdict>> garbage = ask(
                    threads,
                    IntStream.range(0, 32).mapToObj(i -> "garbage-" + i).toList());
            await().until(() -> keystone.validated.get() >= 40
                    || garbage.stream().filter(Future::isDone).count() >= 24);
            assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
            keystone.gateOfExpired.countDown();
            for (Future<TokenVerdict> verdict : garbage) {
                assertThat(verdict.get()).isEqualTo(new TokenVerdict.Invalid());
            }
        }
    }

    private List<Future<TokenVerdict>> ask(ExecutorService threads, List<String> tokens) {
        return tokens.stream()
                .map(token -> threads.submit(() -> verifier.verify(token)))
                .toList();
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
    void a_request_whose_time_is_over_does_not_wait_for_keystone() {
        keystone.gate = new CountDownLatch(1);
        assertThat(verifier.verify("good", Deadline.after(Duration.ZERO, System::nanoTime)))
                .isEqualTo(new TokenVerdict.TooSlow());
    }

    @Test
    void a_role_reads_however_it_is_written() {
        keystone.knows("good", "p1", "Member");
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void a_token_over_which_keystone_stumbles_is_in_the_way_of_no_other() {
        for (int status : List.of(500, 403, 502)) {
            String poison = "poison-" + status;
            String good = "good-" + status;
            keystone.stumblesOver(poison, status).knows(good, "p1", "member");
            assertThat(verifier.verify(poison)).as("HTTP " + status).isEqualTo(new TokenVerdict.Unavailable());
            assertThat(verifier.verify(good)).as("HTTP " + status).isEqualTo(new TokenVerdict.Granted("p1"));

            int before = keystone.arrived();
            assertThat(verifier.verify(poison)).isEqualTo(new TokenVerdict.Unavailable());
            assertThat(keystone.arrived()).isEqualTo(before);
        }
    }

    @Test
    void keystone_is_left_alone_for_a_second_when_several_tokens_have_failed() {
        keystone.knows("good", "p1", "member");
        for (int i = 0; i < 5; i++) {
            keystone.stumblesOver("poison-" + i, 500);
            assertThat(verifier.verify("poison-" + i)).isEqualTo(new TokenVerdict.Unavailable());
        }
        int before = keystone.arrived();
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Unavailable());
        assertThat(keystone.arrived()).isEqualTo(before);
        keystone.later(Duration.ofMillis(1_100));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void a_404_that_is_not_of_keystone_says_nothing_of_the_token() {
        keystone.notFound = "<html>no such page</html>";
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Unavailable());
    }

    @Test
    void what_keystone_does_not_know_is_invalid_also_when_nobody_says_whether_it_has_expired() {
        KeystoneVerifier impatient = keystone.verifier(Duration.ofMillis(500));
        keystone.gateOfExpired = new CountDownLatch(1);
        AtomicInteger next = new AtomicInteger();
        // Where the machine is busy, the first question may take too long.
        await().untilAsserted(() -> {
            keystone.later(Duration.ofSeconds(2));
            assertThat(impatient.verify("garbage-" + next.incrementAndGet())).isEqualTo(new TokenVerdict.Invalid());
        });
    }

    @Test
    void a_token_that_is_found_among_expired_ones_and_is_good_is_good() {
        keystone.isLateToKnow("late", "p1");
        assertThat(verifier.verify("late")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void a_clock_that_is_set_back_prolongs_no_pause() {
        keystone.knows("good", "p1", "member").knows("better", "p1", "member");
        keystone.issueStatus = 500;
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Unavailable());
        keystone.issueStatus = 201;
        keystone.later(Duration.ofSeconds(2));
        keystone.setClock(Duration.ofMinutes(-5));
        assertThat(verifier.verify("better")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void an_own_token_that_is_denied_is_asked_for_less_and_less_often() {
        keystone.issueStatus = 401;
        for (int i = 0; i < 40; i++) {
            assertThat(verifier.verify("good-" + i)).isEqualTo(new TokenVerdict.Unavailable());
            keystone.later(Duration.ofSeconds(3));
        }
        // After 1, 2, 4, 8, 16, 32 seconds, and then every minute.
        assertThat(keystone.posted()).hasSizeBetween(6, 8);
        keystone.issueStatus = 201;
        keystone.knows("good", "p1", "member");
        keystone.later(Duration.ofMinutes(1));
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
    }

    @Test
    void a_keystone_that_is_away_tells_nothing() {
        keystone.stop();
        assertThat(verifier.verify("good")).isEqualTo(new TokenVerdict.Unavailable());
    }

    @Test
    void a_keystone_that_is_silent_is_too_slow() {
        KeystoneVerifier impatient = keystone.verifier(Duration.ofMillis(300));
        keystone.gate = new CountDownLatch(1);
        AtomicInteger next = new AtomicInteger();
        await().untilAsserted(() -> {
            keystone.later(Duration.ofSeconds(2));
            assertThat(impatient.verify("good-" + next.incrementAndGet())).isEqualTo(new TokenVerdict.TooSlow());
        });
    }
}
