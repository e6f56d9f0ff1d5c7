package io.launchlog.faults.fault;

import java.time.Duration;

/** {@code kill -9} of the node while it writes; it comes back with its data. */
final class ElasticsearchKilled implements Fault {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "elasticsearch-killed";
    }

    @Override
    public String description() {
        return "kill -9 of Elasticsearch, which starts again on its data";
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        scene.pauseUpTo(LONGEST_WAIT);
        scene.cluster().elasticsearch().kill();
        scene.cluster().elasticsearch().restart();
        return 1;
    }
}
