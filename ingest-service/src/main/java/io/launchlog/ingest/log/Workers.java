package io.launchlog.ingest.log;

import io.launchlog.ingest.operations.OperationFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks side by side and waits for all of them; the first that fails ends the others. */
public final class Workers {

    private Workers() {}

    /**
     * Returns when all tasks have ended.
     *
     * @throws RuntimeException what the first failing task threw
     */
    public static void runAll(List<? extends Runnable> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                tasks.size(), Thread.ofPlatform().name("log-", 0).daemon().factory());
        try {
            CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
            tasks.forEach(task -> ended.submit(task, null));
            for (int i = 0; i < tasks.size(); i++) {
                ended.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new OperationFailedException("Not finished: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Deals the items out in turn; no hand is empty. */
    public static <T> List<List<T>> deal(List<T> items, int hands) {
        List<List<T>> dealt = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (i < hands) {
                dealt.add(new ArrayList<>());
            }
            dealt.get(i % hands).add(items.get(i));
        }
        return dealt;
    }
}
