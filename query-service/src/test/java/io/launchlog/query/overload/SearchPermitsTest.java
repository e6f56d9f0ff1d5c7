package io.launchlog.query.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.overload.SearchPermits.Permit;
import io.launchlog.query.overload.SearchPermits.Queueing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPermitsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicLong now = new AtomicLong();

    @Test
    void so_many_may_search_at_once_and_the_next_is_refused() {
        SearchPermits permits = permits(2, Duration.ZERO);
        var _ = take(permits, "a");
        Permit second = take(permits, "b");
        assertRefused(permits, "c");
        second.close();
        var _ = take(permits, "c");
        assertRefused(permits, "d");
    }

    @Test
    void whoever_waits_gets_what_is_given_back() throws Exception {
        SearchPermits permits = permits(1, LONG);
        Permit first = take(permits, "a");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Permit> waiting = threads.submit(() -> take(permits, "a"));
            await().until(() -> permits.waiting() == 1);
            first.close();
            waiting.get().close();
        }
        assertThat(permits.free()).isOne();
    }

    @Test
    void a_quiet_project_is_served_before_the_noisy_one_that_has_waited_longer() throws Exception {
        SearchPermits permits = permits(3, LONG);
        Permit noisy = take(permits, "noisy");
        var _ = take(permits, "noisy");
        var _ = take(permits, "third");
        BlockingQueue<String> served = new LinkedBlockingQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String project : List.of("noisy", "noisy", "quiet", "other")) {
                int before = permits.waiting();
                threads.submit(() -> {
                    Permit permit = take(permits, project);
                    served.add(project);
                    permit.close();
                });
                await().until(() -> permits.waiting() == before + 1);
            }
            noisy.close();
        }
        assertThat(served).containsExactly("quiet", "other", "noisy", "noisy");
    }

    @Test
    void one_project_does_not_fill_the_queue() {
        SearchPermits permits = permits(1, 1, new Queueing(LONG, 4, 2));
        var _ = take(permits, "noisy");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waiting = new ArrayList<>();
            for (String project : List.of("noisy", "noisy", "quiet")) {
                int before = permits.waiting();
                waiting.add(threads.submit(() -> take(permits, project)));
                await().until(() -> permits.waiting() == before + 1);
                if (project.equals("quiet")) {
                    assertRefused(permits, "noisy");
                }
            }
            waiting.forEach(each -> each.cancel(true));
        }
        await().until(() -> permits.waiting() == 0);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 20, 10", "3, 3, 4, 3", "8, 2, 20, 10", "8, 1, 4, 3"})
    void nothing_is_lost_or_given_twice_whatever_happens_at_once(
            int atOnce, int atOnceOfOne, int mostWaiting, int ofOne) throws Exception {
        SearchPermits permits = permits(atOnce, atOnceOfOne, new Queueing(Duration.ofMillis(1), mostWaiting, ofOne));
        AtomicInteger searching = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Random random = new Random(i);
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 2_000; n++) {
                        // Now and then as if all others had been silent.
                        now.addAndGet(random.nextInt(50) == 0 ? Rivals.REMEMBERED.toNanos() : 1);
                        try (Permit _ = take(permits, "project-" + random.nextInt(4))) {
                            most.accumulateAndGet(searching.incrementAndGet(), Math::max);
                            Thread.yield();
                            searching.decrementAndGet();
                        } catch (ApiException e) {
                            assertThat(e.error().status()).isEqualTo(429);
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(most).hasValueLessThanOrEqualTo(atOnce);
        assertThat(permits.free()).isEqualTo(atOnce);
        assertThat(permits.waiting()).isZero();
    }

    @Test
    void one_project_leaves_a_quarter_to_the_others_who_get_through_at_once() throws Exception {
        SearchPermits permits = permits(4, LONG);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Permit> noisy = List.of(take(permits, "noisy"), take(permits, "noisy"), take(permits, "noisy"));
            Future<Permit> fourth = threads.submit(() -> take(permits, "noisy"));
            await().until(() -> permits.waiting() == 1);

            Permit quiet = take(permits, "quiet");
            assertThat(permits.free()).isZero();

            // What the quiet one gives back stays free, though the noisy one waits.
            quiet.close();
            assertThat(permits.free()).isOne();
            assertThat(fourth.isDone()).isFalse();

            noisy.getFirst().close();
            fourth.get().close();
            assertThat(permits.free()).isEqualTo(2);
        }
    }

    @Test
    void what_one_project_may_have_is_bounded_though_much_is_free() {
        SearchPermits permits = permits(64, 2, new Queueing(Duration.ZERO, 100, 100));
        List<Permit> noisy = takeAll(permits, "noisy");
        assertThat(noisy).hasSize(4);
        noisy.forEach(Permit::close);

        Permit quiet = take(permits, "quiet");
        noisy = takeAll(permits, "noisy");
        assertThat(noisy).hasSize(2);
        assertThat(permits.free()).isEqualTo(61);
        noisy.forEach(Permit::close);
        quiet.close();
        assertThat(permits.free()).isEqualTo(64);
    }

    @Test
    void a_project_has_its_share_alone_until_no_other_has_asked_for_a_minute() {
        SearchPermits permits = permits(64, 2, new Queueing(Duration.ZERO, 100, 100));
        List<Permit> noisy = takeAll(permits, "noisy");
        take(permits, "quiet").close();
        // Those that search already go on.
        assertThat(noisy).hasSize(4);
        noisy.forEach(Permit::close);

        List<Permit> beside = takeAll(permits, "noisy");
        assertThat(beside).hasSize(2);
        now.addAndGet(Rivals.REMEMBERED.toNanos() - 1);
        assertRefused(permits, "noisy");
        now.incrementAndGet();
        assertThat(takeAll(permits, "noisy")).hasSize(2);
    }

    @Test
    void who_waits_when_the_others_have_become_silent_is_served_before_who_comes_then() throws Exception {
        SearchPermits permits = permits(64, 1, new Queueing(LONG, 100, 100));
        take(permits, "quiet").close();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Permit first = take(permits, "noisy");
            Future<Permit> second = threads.submit(() -> take(permits, "noisy"));
            await().until(() -> permits.waiting() == 1);
            now.addAndGet(Rivals.REMEMBERED.toNanos());
            Future<Permit> third = threads.submit(() -> take(permits, "noisy"));
            await().until(second::isDone);
            await().until(() -> permits.waiting() == 1);
            assertThat(third.isDone()).isFalse();

            first.close();
            third.get().close();
            second.get().close();
        }
        assertThat(permits.free()).isEqualTo(64);
    }

    @Test
    void who_had_more_alone_waits_until_it_has_its_share_beside_another() throws Exception {
        SearchPermits permits = permits(5, 2, new Queueing(LONG, 100, 100));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Three quarters of five.
            List<Permit> noisy = List.of(take(permits, "noisy"), take(permits, "noisy"), take(permits, "noisy"));
            Future<Permit> waiting = threads.submit(() -> take(permits, "noisy"));
            await().until(() -> permits.waiting() == 1);
            take(permits, "quiet").close();

            noisy.getFirst().close();
            assertThat(permits.free()).isEqualTo(3);
            assertThat(waiting.isDone()).isFalse();
            noisy.get(1).close();
            waiting.get().close();
        }
        assertThat(permits.free()).isEqualTo(4);
    }

    @Test
    void who_may_have_more_when_its_wait_is_over_is_not_refused() {
        // Each look at the clock takes a fifth of a minute; the sixth one is that at the end of the wait.
        long step = Rivals.REMEMBERED.toNanos() / 5;
        SearchPermits permits = new SearchPermits(
                64, 1, new Queueing(Duration.ofMillis(1), 100, 100), new Rivals(() -> now.getAndAdd(step)));
        take(permits, "quiet").close();
        var _ = take(permits, "noisy");
        assertThat(now).hasValue(3 * step);
        take(permits, "noisy").close();
        assertThat(now).hasValueGreaterThan(5 * step);
    }

    private SearchPermits permits(int atOnce, Duration longestWait) {
        return permits(atOnce, atOnce, new Queueing(longestWait, 100, 100));
    }

    private SearchPermits permits(int atOnce, int atOnceOfOne, Queueing queueing) {
        return new SearchPermits(atOnce, atOnceOfOne, queueing, new Rivals(now::get));
    }

    private static List<Permit> takeAll(SearchPermits permits, String project) {
        List<Permit> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(take(permits, project));
            }
        } catch (ApiException e) {
            return taken;
        }
    }

    private static Permit take(SearchPermits permits, String project) {
        return permits.take(project, Deadline.after(Duration.ofMinutes(10), System::nanoTime));
    }

    private static void assertRefused(SearchPermits permits, String project) {
        assertThatThrownBy(() -> take(permits, project)).isInstanceOf(ApiException.class);
    }
}
