package io.launchlog.faults.fault;

import io.launchlog.faults.ledger.Skew;
import io.launchlog.faults.process.IngestInstance;
import java.time.Duration;
import java.util.List;

/** No two clocks agree: of the instances one is days ahead and the next days behind, and publishers' are wrong too. */
final class ClocksSkewed implements Fault {

    private static final Duration OF_INGEST = Duration.ofDays(10);

    private static final Skew OF_PUBLISHERS = new Skew(Duration.ofHours(12), Duration.ofMinutes(30));

    @Override
    public String name() {
        return "clocks-skewed";
    }

    @Override
    public String description() {
        return "the clocks of ingest are days apart, and those of publishers are wrong by hours";
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        List<IngestInstance> instances = scene.instances();
        long before = scene.publisher().skewed();
        scene.publisher().skew(OF_PUBLISHERS);
        try {
            for (int i = 0; i < instances.size(); i++) {
                boolean ahead = (i + number) % 2 == 0;
                instances.get(i).skewClock(ahead ? OF_INGEST : OF_INGEST.negated());
            }
            scene.pause(scene.scale().hold());
        } finally {
            scene.publisher().skew(Skew.NONE);
            instances.forEach(instance -> instance.skewClock(Duration.ZERO));
        }
        return scene.publisher().skewed() - before;
    }
}
