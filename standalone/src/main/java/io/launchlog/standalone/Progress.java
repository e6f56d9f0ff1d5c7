package io.launchlog.standalone;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Tells the person at the keyboard which step is done and how long it took. May be shared by threads. */
final class Progress {

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Does the work and says so when it is done, with the seconds that it took. */
    <T> T step(String name, Callable<T> work) throws Exception {
        long started = System.nanoTime();
        T result = work.call();
        say("  %-34s %5.1f s".formatted(name, (System.nanoTime() - started) / 1e9));
        return result;
    }

    void say(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    /** Seconds since a {@link System#nanoTime()}, as people read them. */
    static String secondsSince(long started) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
    }
}
