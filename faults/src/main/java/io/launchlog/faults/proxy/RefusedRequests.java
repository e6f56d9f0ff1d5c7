package io.launchlog.faults.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Some whole requests are answered with an error, and never reach Elasticsearch. */
public final class RefusedRequests implements Behaviour {

    private final int status;
    private final Dice dice;

    /**
     * @param status such as 429 or 503
     * @param share of the requests that are refused, 0 to 1
     */
    public RefusedRequests(int status, double share, long seed) {
        this.status = status;
        this.dice = new Dice(share, seed);
    }

    @Override
    public Optional<Reply> answer(Call call, Runnable spoiled) throws IOException {
        if (!dice.hits()) {
            return Optional.of(call.forward(call.body()));
        }
        spoiled.run();
        String body =
                "{\"error\":{\"type\":\"refused_by_proxy\",\"reason\":\"refused\"},\"status\":%d}".formatted(status);
        return Optional.of(Reply.json(status, body.getBytes(StandardCharsets.UTF_8)));
    }
}
