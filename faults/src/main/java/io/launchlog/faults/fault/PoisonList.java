package io.launchlog.faults.fault;

import io.launchlog.faults.events.Planned;
import io.launchlog.model.index.BucketSize;
import io.launchlog.model.index.Generation;
import io.launchlog.model.index.IndexNames;
import java.io.IOException;
import java.time.Duration;

/** Every poison that there is, among them one that only Elasticsearch refuses. */
final class PoisonList implements Fault {

    /** In a month that no other record of a run is of. */
    private static final Duration REFUSED_AGE = Duration.ofDays(85);

    private final long refusedTime;

    /** @param now epoch milliseconds */
    PoisonList(long now) {
        this.refusedTime = now - REFUSED_AGE.toMillis();
    }

    @Override
    public String name() {
        return "poison-list";
    }

    @Override
    public String description() {
        return "every kind of record that can never be indexed";
    }

    /** Makes an index in which a field has another type, so that it refuses what the others take. */
    @Override
    public void prepare(Scene scene) throws IOException {
        String index = new IndexNames(Generation.FIRST, BucketSize.MONTH).eventsAt(refusedTime);
        scene.search().call("PUT", "/" + index, "{\"mappings\":{\"properties\":{\"node\":{\"type\":\"integer\"}}}}");
    }

    @Override
    public long strike(Scene scene, int number) {
        long published = 0;
        for (Planned poison : scene.stream().everyPoison()) {
            scene.publisher().publish(poison);
            published++;
        }
        scene.publisher().publish(scene.stream().poisonForIndex(refusedTime));
        return published + 1;
    }
}
