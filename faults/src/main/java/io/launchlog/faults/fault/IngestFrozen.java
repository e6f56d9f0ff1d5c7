package io.launchlog.faults.fault;

import io.launchlog.faults.process.IngestInstance;
import java.time.Duration;

/** SIGSTOP for longer than the session: the others take over, and then it goes on with what it had in its hands. */
final class IngestFrozen implements Fault {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(700);
    private static final Duration OVER = Duration.ofSeconds(6);

    @Override
    public String name() {
        return "ingest-frozen";
    }

    @Override
    public String description() {
        return "SIGSTOP of an instance for longer than its session, then SIGCONT: it writes late";
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        IngestInstance victim = scene.instances().get(number % scene.instances().size());
        scene.pauseUpTo(LONGEST_WAIT);
        victim.freeze();
        try {
            scene.pause(IngestInstance.SESSION.plus(OVER));
        } finally {
            victim.thaw();
        }
        return 1;
    }
}
