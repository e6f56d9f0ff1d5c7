package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.Expiry;
import io.launchlog.ingest.projection.GenerationStore.Version;
import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.projection.ReadAliases;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.store.ElasticsearchCalls.Answer;
import io.launchlog.ingest.store.StoreUnavailableException;
import io.launchlog.model.index.Field;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets readers see another generation. Ingest pauses for it, so that both hold the same and are refreshed when the
 * aliases move: no event that was seen before is missing afterwards, and none is there twice.
 */
@Component
class Swap {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What ingest has begun before it pauses ends within this time, as a rule; if not, the counts tell. */
    private static final Duration SETTLE = Duration.ofMillis(1_500);

    private static final Duration LOOK = Duration.ofMillis(250);

    /** When fewer events stay fewer for so long, they do not become more. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** Shorter than ingest's longest pause. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ElasticsearchCalls calls;
    private final StoredGenerations stored;
    private final ProjectionSetup projection;
    private final ReadAliases aliases;
    private final IndexProperties indices;
    private final Expiry expiry;

    Swap(
            ElasticsearchCalls calls,
            StoredGenerations stored,
            ProjectionSetup projection,
            ReadAliases aliases,
            IndexProperties indices,
            Expiry expiry) {
        this.calls = calls;
        this.stored = stored;
        this.projection = projection;
        this.aliases = aliases;
        this.indices = indices;
        this.expiry = expiry;
    }

    /**
     * Makes the generation the live one; that one which was becomes the previous one.
     *
     * @param to is written by ingest already
     * @param acceptFewer whether it may have fewer events than the live one
     * @throws OperationFailedException when it has fewer, or when somebody else changes generations too
     * @throws StoreUnavailableException when Elasticsearch did not do all of it; doing it again is safe
     */
    void to(Generation to, boolean acceptFewer, Lease lease) {
        Version before = stored.version();
        Generations generations = before.generations();
        if (!to.equals(generations.building()) && !to.equals(generations.previous())) {
            throw StoredGenerations.changed();
        }
        Version paused =
                stored.replace(before, generations.swapping(UUID.randomUUID().toString()));
        boolean swapped = false;
        try {
            IndexNames from = indices.names(generations.live());
            requireNoFewer(from, indices.names(to), acceptFewer);
            lease.require();
            // Ingest gives the pause up when it takes too long, and then this fails.
            paused = stored.replace(paused, paused.generations());
            lead(from, indices.names(to));
            stored.replace(paused, paused.generations().swapped(to));
            swapped = true;
        } finally {
            if (!swapped) {
                goOn(paused.generations().swap());
            }
        }
    }

    /** Moves the aliases. */
    void lead(IndexNames from, IndexNames to) {
        aliases.move(from, to);
        // What was made while they moved: of the old generation it may be read still, of the new one not yet.
        aliases.move(from, to);
    }

    /** Ingest need not wait any longer. */
    private void goOn(@Nullable String swap) {
        try {
            projection.abandon(Objects.requireNonNull(swap));
        } catch (StoreUnavailableException e) {
            // Ingest does the same by itself after a while.
            return;
        }
    }

    private void requireNoFewer(IndexNames from, IndexNames to, boolean acceptFewer) {
        pause(SETTLE);
        Counts last = count(from, to);
        long start = System.nanoTime();
        long unchangedSince = start;
        while (true) {
            pause(LOOK);
            Counts now = count(from, to);
            // What is still being written changes the counts, also where the new generation has more.
            boolean unchanged = now.equals(last);
            if (unchanged && (now.after() >= now.before() || acceptFewer)) {
                return;
            }
            unchangedSince = unchanged ? unchangedSince : System.nanoTime();
            last = now;
            if (isOver(unchangedSince, QUIET) || isOver(start, LONGEST)) {
                throw new OperationFailedException("Nothing was swapped: the generation "
                        + to.generation().number() + " has " + now.after() + " events, the one that is read has "
                        + now.before() + ". './launchlog verify' tells what is in it without a record on the log;"
                        + " --accept-fewer swaps all the same");
            }
        }
    }

    private static boolean isOver(long since, Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    private Counts count(IndexNames from, IndexNames to) {
        // The old one first: what is written in between is in the new one too, or is written to it next.
        long before = count(from);
        return new Counts(before, count(to));
    }

    private record Counts(long before, long after) {}

    /** How many events there are that have not expired, everything that was written included. */
    private long count(IndexNames names) {
        refresh(names);
        Answer answer = calls.json(
                "POST",
                "/" + names.eventsPattern() + "/_count",
                Map.of(),
                JSON.writeValueAsBytes(Map.of(
                        "query",
                        Map.of("range", Map.of(Field.OCCUR_TIME, Map.of("gte", expiry.startOfOldestBucket()))))));
        if (answer.status() != 200 || answer.body().at("/_shards/failed").asInt(1) > 0) {
            throw new StoreUnavailableException(
                    "The events of " + names.eventsPattern() + " were not counted: " + answer.describe(), null);
        }
        return answer.body().path("count").asLong();
    }

    /** Makes all events and services of the generation visible that are written. */
    void refresh(IndexNames names) {
        for (String indices : List.of(names.eventsPattern(), names.services())) {
            Answer answer = calls.json("POST", "/" + indices + "/_refresh", Map.of(), new byte[0]);
            if (answer.status() != 200 || answer.body().at("/_shards/failed").asInt(1) > 0) {
                throw new StoreUnavailableException(
                        "The indices " + indices + " were not refreshed: " + answer.describe(), null);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Rebuilding was interrupted", e);
        }
    }
}
