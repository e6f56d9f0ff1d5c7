package io.launchlog.query.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticsearch.index.IndexModule;
import org.elasticsearch.index.shard.SearchOperationListener;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.search.internal.SearchContext;
import org.elasticsearch.tasks.CancellableTask;

/** Searches that would go on for ever: from when it is told so, each waits in its shard until it is cancelled. */
final class HeldSearches extends Plugin {

    private final CompletableFuture<Void> isOver = new CompletableFuture<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean isHolding;

    @Override
    public void onIndexModule(IndexModule module) {
        module.addSearchOperationListener(new SearchOperationListener() {
            @Override
            public void onPreQueryPhase(SearchContext search) {
                if (isHolding) {
                    keep(search.getTask());
                }
            }
        });
    }

    void hold() {
        isHolding = true;
    }

    /** How many have waited. */
    int begun() {
        return begun.get();
    }

    /** Lets all go on. */
    void end() {
        isHolding = false;
        isOver.complete(null);
    }

    private void keep(CancellableTask task) {
        CompletableFuture<Void> isCancelled = new CompletableFuture<>();
        task.addListener(() -> isCancelled.complete(null));
        begun.incrementAndGet();
        CompletableFuture.anyOf(isCancelled, isOver).join();
    }
}
