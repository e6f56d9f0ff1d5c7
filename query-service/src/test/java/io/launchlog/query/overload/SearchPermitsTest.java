package io.launchlog.query.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.error.ApiException;
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
import org.junit.jupiter.api.Test;

class SearchPermitsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void so_many_may_search_at_once_and_the_next_is_refused() {
        SearchPermits permits = permits(2, Duration.ZERO);
        var _ = permits.take("a");
        Permit second = permits.take("b");
        assertRefused(permits, "a");
        second.close();
        var _ = permits.take("a");
        assertRefused(permits, "c");
    }

    @Test
    void whoever_waits_gets_what_is_given_back() throws Exception {
        SearchPermits permits = permits(1, LONG);
        Permit first = permits.take("a");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Permit> waiting = threads.submit(() -> permits.take("a"));
            await().until(() -> permits.waiting() == 1);
            first.close();
            waiting.get().close();
        }
        assertThat(permits.free()).isOne();
    }

    @Test
    void a_quiet_project_is_served_before_the_noisy_one_that_has_waited_longer() throws Exception {
        SearchPermits permits = permits(2, LONG);
        Permit noisy = permits.take("noisy");
        var _ = permits.take("noisy");
        BlockingQueue<String> served = new LinkedBlockingQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String project : List.of("noisy", "noisy", "quiet", "other")) {
                int before = permits.waiting();
                threads.submit(() -> {
                    Permit permit = permits.take(project);
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
        SearchPermits permits = new SearchPermits(1, new Queueing(LONG, 4, 2));
        var _ = permits.take("noisy");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waiting = new ArrayList<>();
            for (String project : List.of("noisy", "noisy", "quiet")) {
                int before = permits.waiting();
                waiting.add(threads.submit(() -> permits.take(project)));
                await().until(() -> permits.waiting() == before + 1);
                if (project.equals("quiet")) {
                    assertRefused(permits, "noisy");
                }
            }
            waiting.forEach(each -> each.cancel(true));
        }
        await().until(() -> permits.waiting() == 0);
    }

    @Test
    void nothing_is_lost_or_given_twice_whatever_happens_at_once() throws Exception {
        SearchPermits permits = new SearchPermits(3, new Queueing(Duration.ofMillis(1), 20, 10));
        AtomicInteger searching = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Random random = new Random(i);
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 2_000; n++) {
                        try (Permit _ = permits.take("project-" + random.nextInt(4))) {
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
        assertThat(most).hasValueLessThanOrEqualTo(3);
        assertThat(permits.free()).isEqualTo(3);
        assertThat(permits.waiting()).isZero();
    }

    private static SearchPermits permits(int atOnce, Duration longestWait) {
        return new SearchPermits(atOnce, new Queueing(longestWait, 100, 100));
    }

    private static void assertRefused(SearchPermits permits, String project) {
        assertThatThrownBy(() -> permits.take(project)).isInstanceOf(ApiException.class);
    }
}
