package io.launchlog.benchmarks;

import org.jspecify.annotations.Nullable;

/** A measurement could not be made, or its result would not be worth reading; the message is one line for people. */
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason names the thing and what can be done about it */
    public BenchmarkException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    public BenchmarkException(String reason) {
        this(reason, null);
    }
}
