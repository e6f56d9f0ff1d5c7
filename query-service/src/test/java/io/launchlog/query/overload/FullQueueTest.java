package io.launchlog.query.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.overload.SearchPermits.Permit;
import io.launchlog.query.overload.SearchPermits.Queueing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may still wait when all places to wait are taken. */
class FullQueueTest {

    private static final int MOST_WAITING = 6;
    private static final int MOST_WAITING_OF_ONE = 4;
    private static final int AT_ONCE = 3;

    private final SearchPermits permits = new SearchPermits(
            AT_ONCE,
            2,
            new Queueing(Duration.ofMinutes(5), MOST_WAITING, MOST_WAITING_OF_ONE),
            new Rivals(System::nanoTime));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asking> all = new ArrayList<>();
    private final Map<Asking, Permit> granted = new ConcurrentHashMap<>();
    private final Map<Asking, Integer> refused = new ConcurrentHashMap<>();

    private int numbers;

    private record Asking(String project, int number) {}

    @AfterEach
    void stop() {
        threads.shutdownNow();
        threads.close();
    }

    @Test
    void the_newest_waiter_of_the_noisiest_project_makes_room_for_a_quiet_one() {
        askInTurn("loud", "loud", "noisy", "noisy", "noisy", "noisy", "loud", "loud", "loud");
        assertThat(granted).hasSize(3);
        assertThat(permits.waiting()).isEqualTo(MOST_WAITING);

        askInTurn("quiet");
        assertThat(refused).containsOnlyKeys(new Asking("loud", 8));
        assertThat(permits.waiting()).isEqualTo(MOST_WAITING);

        giveBack(new Asking("loud", 0));
        assertThat(granted).containsKey(new Asking("quiet", 9));
    }

    @Test
    void projects_that_want_as_much_do_not_push_each_other_out() {
        askInTurn("a", "b", "c", "a", "a", "b", "b", "c", "c");
        askInTurn("a", "b", "c");
        assertThat(refused).containsOnlyKeys(new Asking("a", 9), new Asking("b", 10), new Asking("c", 11));
        refused.clear();

        askInTurn("d", "d", "d");
        // Until it has as much as the others are left with.
        assertThat(refused).containsOnlyKeys(new Asking("c", 8), new Asking("b", 6), new Asking("d", 14));
        assertThat(permits.waiting()).isEqualTo(MOST_WAITING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoever_is_refused_belongs_to_a_project_that_has_no_less_than_any_that_waits_then(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 120; i++) {
            if (random.nextInt(5) == 0 && !granted.isEmpty()) {
                List<Asking> searching =
                        all.stream().filter(granted::containsKey).toList();
                giveBack(searching.get(random.nextInt(searching.size())));
            } else {
                // Some ask a lot more than others.
                askOnce("project-" + Math.min(random.nextInt(6), random.nextInt(6)));
            }
            assertThat(permits.free()).isEqualTo(AT_ONCE - granted.size());
        }
        while (!granted.isEmpty()) {
            giveBack(granted.keySet().iterator().next());
        }
        assertThat(all).isEmpty();
        assertThat(permits.waiting()).isZero();
        assertThat(permits.free()).isEqualTo(AT_ONCE);
    }

    private void askOnce(String project) {
        boolean isFull = permits.waiting() == MOST_WAITING;
        boolean hasMostWaiting = waiting(project).size() == MOST_WAITING_OF_ONE;
        List<Asking> waited =
                all.stream().filter(asking -> !granted.containsKey(asking)).toList();
        refused.clear();
        Asking newcomer = ask(project);

        if (hasMostWaiting) {
            assertThat(refused).containsOnlyKeys(newcomer);
        } else if (isFull && !granted.containsKey(newcomer)) {
            assertThat(refused).hasSize(1);
            Asking loser = refused.keySet().iterator().next();
            assertIsNewestOfWhoHasMost(loser, waited);
            assertThat(has(project)).isLessThanOrEqualTo(has(loser.project()));
        } else {
            assertThat(refused).isEmpty();
        }
    }

    /** That one is not counted any more. */
    private void assertIsNewestOfWhoHasMost(Asking loser, List<Asking> waited) {
        assertThat(waited)
                .allSatisfy(other -> assertThat(has(other.project())).isLessThanOrEqualTo(has(loser.project()) + 1));
        assertThat(waiting(loser.project()))
                .allSatisfy(other -> assertThat(other.number()).isLessThan(loser.number()));
    }

    private List<Asking> waiting(String project) {
        return all.stream()
                .filter(asking -> asking.project().equals(project) && !granted.containsKey(asking))
                .toList();
    }

    private long has(String project) {
        return all.stream().filter(asking -> asking.project().equals(project)).count();
    }

    private void askInTurn(String... projects) {
        for (String project : projects) {
            var _ = ask(project);
        }
    }

    private Asking ask(String project) {
        Asking asking = new Asking(project, numbers++);
        all.add(asking);
        threads.execute(() -> {
            try {
                granted.put(asking, permits.take(project, Deadline.after(Duration.ofMinutes(10), System::nanoTime)));
            } catch (ApiException e) {
                refused.put(asking, e.error().status());
            }
        });
        settle();
        return asking;
    }

    private void giveBack(Asking asking) {
        all.remove(asking);
        Objects.requireNonNull(granted.remove(asking)).close();
        settle();
    }

    /** Until each that has asked searches, waits or knows that it is refused. */
    private void settle() {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            all.removeIf(refused::containsKey);
            return permits.waiting() + granted.size() == all.size();
        });
    }
}
