package io.launchlog.faults.proxy;

import java.io.IOException;
import java.util.Optional;

/** Elasticsearch does what it is asked to, and the connection breaks before some of its answers arrive. */
public final class LostAnswers implements Behaviour {

    private final Dice dice;

    /** @param share of the answers that are lost, 0 to 1 */
    public LostAnswers(double share, long seed) {
        this.dice = new Dice(share, seed);
    }

    @Override
    public Optional<Reply> answer(Call call, Runnable spoiled) throws IOException {
        Reply reply = call.forward(call.body());
        if (!dice.hits()) {
            return Optional.of(reply);
        }
        spoiled.run();
        return Optional.empty();
    }
}
