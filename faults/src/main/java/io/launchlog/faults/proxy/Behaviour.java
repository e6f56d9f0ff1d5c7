package io.launchlog.faults.proxy;

import java.io.IOException;
import java.util.Optional;

/** What the proxy does with requests. Used by several threads at once. */
@FunctionalInterface
public interface Behaviour {

    /** Passes everything on. */
    Behaviour PASS_ON = (call, _) -> Optional.of(call.forward(call.body()));

    /**
     * Answers a request.
     *
     * @param spoiled run for each request that is not treated as it should be
     * @return the answer; empty to cut the connection
     * @throws IOException cuts the connection too
     */
    Optional<Reply> answer(Call call, Runnable spoiled) throws IOException;
}
