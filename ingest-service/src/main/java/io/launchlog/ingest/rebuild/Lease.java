package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.IndexNames;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The right to change generations, which one process has at a time. It lives in a document that its owner writes again
 * and again; whoever wants it watches for a while whether that goes on. So it is not asked what the clocks of two
 * machines say, and who was killed does not keep it.
 */
final class Lease implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/" + IndexNames.STATE + "/_doc/lease";
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Several beats: one may be late. */
    private static final Duration WATCH = Duration.ofSeconds(12);

    private static final String NOBODY = "";

    private final ElasticsearchCalls calls;
    private final String owner;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rebuild-lease").daemon().factory());
    private Seen current;
    private boolean lost;

    private Lease(ElasticsearchCalls calls, String owner, Seen current) {
        this.calls = calls;
        this.owner = owner;
        this.current = current;
    }

    private record Seen(String owner, long sequenceNumber, long primaryTerm) {}

    /**
     * Takes it.
     *
     * @param owner unique, and telling people where it runs
     * @param say told when it has to watch, in one line
     * @throws OperationFailedException when somebody else has it
     * @throws StoreUnavailableException when Elasticsearch does not tell
     */
    static Lease acquire(ElasticsearchCalls calls, String owner, Consumer<String> say) {
        Seen before = read(calls);
        if (before != null && !before.owner().equals(NOBODY)) {
            say.accept("Another rebuild, " + before.owner() + ", has not ended; watching for " + WATCH.toSeconds()
                    + " s whether it goes on");
            before = watch(calls, before);
        }
        Seen taken = write(calls, owner, before);
        if (taken == null) {
            Seen winner = read(calls);
            throw refused(winner == null ? "somebody" : winner.owner());
        }
        Lease lease = new Lease(calls, owner, taken);
        var _ = lease.beats.scheduleWithFixedDelay(
                lease::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return lease;
    }

    /** Returns what is there when its owner has given it up, or does not go on. */
    private static @Nullable Seen watch(ElasticsearchCalls calls, Seen before) {
        try {
            for (int i = 0; i < WATCH.dividedBy(LOOK); i++) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                Seen now = read(calls);
                if (now == null || now.owner().equals(NOBODY)) {
                    return now;
                }
                if (!now.equals(before)) {
                    throw refused(now.owner());
                }
            }
            return before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Rebuilding was interrupted", e);
        }
    }

    private static OperationFailedException refused(String owner) {
        return new OperationFailedException(
                "Another rebuild is running, " + owner + "; wait for its end, or stop it first");
    }

    /** @throws OperationFailedException when somebody else has taken it: nothing more is to be changed */
    synchronized void require() {
        if (lost) {
            throw new OperationFailedException(
                    "Another rebuild has taken over, as this one was silent for too long; nothing is lost");
        }
    }

    private synchronized void beat() {
        if (lost) {
            return;
        }
        try {
            Seen written = write(calls, owner, current);
            if (written == null) {
                // The answer to our own last write may have been lost.
                Seen now = read(calls);
                if (now == null || !now.owner().equals(owner)) {
                    lost = true;
                    return;
                }
                written = now;
            }
            current = written;
        } catch (RuntimeException e) {
            // Elasticsearch is away, for others too; the next beat tells whether the lease is still ours.
            return;
        }
    }

    @Override
    public synchronized void close() {
        beats.shutdownNow();
        if (!lost) {
            try {
                var _ = write(calls, NOBODY, current);
            } catch (StoreUnavailableException e) {
                // Whoever comes next has to watch for a moment.
                return;
            }
        }
    }

    private static @Nullable Seen read(ElasticsearchCalls calls) {
        Answer answer = calls.json("GET", PATH, Map.of(), new byte[0]);
        if (answer.status() == 404) {
            return null;
        }
        if (answer.status() != 200) {
            throw new StoreUnavailableException(
                    "Whether a rebuild is running was not told: " + answer.describe(), null);
        }
        return new Seen(
                answer.body().path("_source").path("owner").asString(NOBODY),
                answer.body().path("_seq_no").asLong(),
                answer.body().path("_primary_term").asLong());
    }

    /** Null when somebody else has written since {@code before}. */
    private static @Nullable Seen write(ElasticsearchCalls calls, String owner, @Nullable Seen before) {
        Map<String, String> condition = before == null
                ? Map.of("op_type", "create")
                : Map.of(
                        "if_seq_no", Long.toString(before.sequenceNumber()),
                        "if_primary_term", Long.toString(before.primaryTerm()));
        Answer answer = calls.json("PUT", PATH, condition, JSON.writeValueAsBytes(Map.of("owner", owner)));
        return switch (answer.status()) {
            case 200, 201 ->
                new Seen(
                        owner,
                        answer.body().path("_seq_no").asLong(),
                        answer.body().path("_primary_term").asLong());
            case 409 -> null;
            default ->
                throw new StoreUnavailableException(
                        "The right to rebuild was not written down: " + answer.describe(), null);
        };
    }
}
