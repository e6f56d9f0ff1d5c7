package io.launchlog.ingest.rebuild;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.ingest.projection.GenerationStore.Version;
import io.launchlog.ingest.projection.Generations;
import io.launchlog.ingest.projection.IndexProperties;
import io.launchlog.ingest.projection.ProjectionSetup;
import io.launchlog.ingest.retention.DroppedGenerations;
import io.launchlog.ingest.store.ElasticsearchCalls;
import io.launchlog.ingest.verify.GenerationCheck;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes a new generation of the projection from the log beside the live one, and changes which one is read. Each step
 * can be cut off: the next call goes on from there.
 */
@Component
public class Rebuild {

    private final ElasticsearchCalls calls;
    private final StoredGenerations stored;
    private final ProjectionSetup projection;
    private final IndexProperties indices;
    private final Replay replay;
    private final GenerationCheck check;
    private final Swap swap;
    private final DroppedGenerations dropped;

    Rebuild(
            ElasticsearchCalls calls,
            StoredGenerations stored,
            ProjectionSetup projection,
            IndexProperties indices,
            Replay replay,
            GenerationCheck check,
            Swap swap,
            DroppedGenerations dropped) {
        this.calls = calls;
        this.stored = stored;
        this.projection = projection;
        this.indices = indices;
        this.replay = replay;
        this.check = check;
        this.swap = swap;
        this.dropped = dropped;
    }

    /** Which generations there are, as text of one line. */
    String status() {
        Generations now = stored.version().generations();
        Generation read = projection.read();
        return "generation " + read.number() + " is read"
                + (read.equals(now.live()) ? "" : ", though " + now.live().number() + " is live: a swap was cut off")
                + (now.building() == null ? "" : "; " + now.building().number() + " is being built")
                + (now.previous() == null ? "" : "; " + now.previous().number() + " is kept for --rollback");
    }

    /**
     * Builds, or goes on building, verifies and swaps.
     *
     * @param out told the report
     * @return whether it was swapped; if not, what was built stays, and the report says what is wrong with it
     * @throws OperationFailedException when it cannot be done
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not answer
     */
    boolean build(RebuildOptions options, PrintWriter out, RebuildProgress progress) {
        projection.current();
        check.requireIngest(progress.writer());
        try (Lease lease = lease(progress)) {
            Generation building = begin(progress);
            IndexNames names = indices.names(building);
            // The log is read after ingest was told: what it has polled before is in it.
            replay.run(names, options.threads(), lease, progress);
            progress.say("Verifying generation " + building.number());
            if (!check.mend(
                    names, options.longestWait(), options.threads(), options.workDirectory(), out, progress.writer())) {
                return false;
            }
            swap.to(building, options.acceptFewer(), lease);
            forget(building, progress);
            return true;
        }
    }

    private Generation begin(RebuildProgress progress) {
        Version before = stored.version();
        Generations now = before.generations();
        Generation building = now.building();
        if (building != null) {
            progress.say("Going on with generation " + building.number());
            var _ = projection.create();
            return building;
        }
        if (now.previous() != null) {
            throw new OperationFailedException("Generation " + now.previous().number()
                    + " is still kept for --rollback; drop it first, with --drop-previous");
        }
        Generation next = now.latest().next();
        projection.create(indices.names(next));
        replay.forget(next);
        var _ = stored.replace(before, now.building(next));
        progress.say("Building generation " + next.number() + " from the log, beside "
                + now.live().number());
        return next;
    }

    /** Goes back to the generation that was read before. */
    void rollback(boolean acceptFewer, RebuildProgress progress) {
        try (Lease lease = lease(progress)) {
            Generation previous = required(
                    stored.version().generations(), Generations::previous, "no previous generation to go back to");
            swap.to(previous, acceptFewer, lease);
        }
    }

    /** Deletes the generation that was read before. */
    void dropPrevious(RebuildProgress progress) {
        drop(Generations::previous, "no previous generation", progress);
    }

    /** Gives the generation up that is being built. */
    void abort(RebuildProgress progress) {
        drop(Generations::building, "no rebuild that was begun", progress);
    }

    private void drop(Function<Generations, @Nullable Generation> which, String otherwise, RebuildProgress progress) {
        try (Lease lease = lease(progress)) {
            Version before = stored.version();
            Generation unneeded = required(before.generations(), which, otherwise);
            IndexNames names = indices.names(unneeded);
            IndexNames live = indices.names(before.generations().live());
            lease.require();
            // A swap that was cut off may have left it read.
            swap.refresh(live);
            swap.lead(names, live);
            var _ = stored.replace(before, before.generations().without(unneeded));
            dropped.delete(names);
            forget(unneeded, progress);
            progress.say("Dropped generation " + unneeded.number());
        }
    }

    private Generation required(
            Generations generations, Function<Generations, @Nullable Generation> which, String otherwise) {
        Generation generation = which.apply(generations);
        if (generation == null) {
            throw new OperationFailedException("There is " + otherwise + ": " + status());
        }
        return generation;
    }

    private void forget(Generation generation, RebuildProgress progress) {
        try {
            replay.forget(generation);
        } catch (OperationFailedException e) {
            progress.say(e.getMessage() + "; it may stay");
        }
    }

    private Lease lease(RebuildProgress progress) {
        // Without the index of the state, the lease's document would make one of other settings.
        var _ = stored.version();
        return Lease.acquire(calls, owner(), progress::say);
    }

    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unknown host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host + " ("
                + UUID.randomUUID().toString().substring(0, 8) + ")";
    }
}
