package io.launchlog.standalone;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Tells the person at the keyboard which step is done and how long it took. May be shared by threads. */
final class Progress {

    private final PrintStream out;

    /** Lines that wait; null when none has to. Guarded by {@code out}. */
    private @Nullable List<String> held;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** Does the work and says so when it is done, with the seconds that it took. */
    <T> T step(String name, Callable<T> work) throws Exception {
        long started = System.nanoTime();
        T result = work.call();
        say("  %-34s %7s".formatted(name, secondsSince(started)));
        return result;
    }

    void say(String line) {
        synchronized (out) {
            if (held != null) {
                held.add(line);
                return;
            }
            out.println(line);
            out.flush();
        }
    }

    /** Another one on the same output, whose lines wait until its {@link #release()}. */
    Progress holdingBack() {
        Progress other = new Progress(out);
        other.held = new ArrayList<>();
        return other;
    }

    /** Says what was held back, and holds back no longer. */
    void release() {
        synchronized (out) {
            List<String> lines = held == null ? List.of() : held;
            held = null;
            lines.forEach(this::say);
        }
    }

    /** Seconds since a {@link System#nanoTime()}, as people read them. */
    static String secondsSince(long started) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - started) / 1e9);
    }
}
