package io.launchlog.faults.fault;

import io.launchlog.faults.process.IngestInstance;
import java.time.Duration;
import java.util.List;

/** {@code kill -9} of one instance, and every second time of all of them. */
final class IngestKilled implements Fault {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);

    @Override
    public String name() {
        return "ingest-killed";
    }

    @Override
    public String description() {
        return "kill -9 of ingest at random times, every second time of all instances";
    }

    @Override
    public int strikes(Scale scale) {
        return scale.kills();
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        List<IngestInstance> all = scene.instances();
        boolean everyone = number % 2 == 1;
        List<IngestInstance> victims =
                everyone ? all : List.of(all.get(scene.random().nextInt(all.size())));
        scene.pauseUpTo(LONGEST_WAIT);
        victims.forEach(IngestInstance::kill);
        if (everyone) {
            scene.atRest().run();
        }
        victims.forEach(IngestInstance::restart);
        victims.forEach(IngestInstance::awaitReady);
        return victims.size();
    }
}
