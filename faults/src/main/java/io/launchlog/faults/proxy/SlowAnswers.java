package io.launchlog.faults.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/** Elasticsearch does at once what a bulk asks for, and says so late. */
public final class SlowAnswers implements Behaviour {

    private final Duration delay;

    /** @param delay of each answer to a bulk */
    public SlowAnswers(Duration delay) {
        this.delay = delay;
    }

    @Override
    public Optional<Reply> answer(Call call, Runnable spoiled) throws IOException {
        Reply reply = call.forward(call.body());
        if (call.isBulk()) {
            spoiled.run();
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        return Optional.of(reply);
    }
}
