package io.launchlog.faults.fault;

import io.launchlog.ingest.operations.RetryCause;
import io.launchlog.model.index.IndexNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The block that Elasticsearch sets by itself at the flood stage of its disk, and the block for writes, in turns. The
 * embedded node takes the first one away when it next looks at its disk, so it is not there all the time.
 */
final class IndexBlocked implements Fault {

    private static final List<String> BLOCKS = List.of("index.blocks.read_only_allow_delete", "index.blocks.write");
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int AT_LEAST = 50;

    @Override
    public String name() {
        return "index-blocked";
    }

    @Override
    public String description() {
        return "the indices are blocked, as at the flood stage of a disk, and freed again";
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        long before = scene.retries(RetryCause.ELASTICSEARCH);
        for (String block : BLOCKS) {
            set(scene, awaitIndices(scene), block, "true");
            try {
                // The burst may be through by now.
                for (int i = 0; i < AT_LEAST; i++) {
                    scene.publisher().publish(scene.stream().next());
                }
                scene.pause(scene.scale().hold().dividedBy(2));
            } finally {
                set(scene, indices(scene), block, "null");
            }
            scene.pause(BETWEEN);
        }
        return scene.retries(RetryCause.ELASTICSEARCH) - before;
    }

    /** The first burst makes them. */
    private static List<String> awaitIndices(Scene scene) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> indices = indices(scene);
        while (indices.isEmpty() && System.nanoTime() - end < 0) {
            scene.pause(LOOK);
            indices = indices(scene);
        }
        return indices;
    }

    private static List<String> indices(Scene scene) throws IOException {
        return scene.search().indices(IndexNames.EVENTS + "-*");
    }

    private static void set(Scene scene, List<String> indices, String block, String value) throws IOException {
        for (String index : indices) {
            scene.search().call("PUT", "/" + index + "/_settings", "{\"" + block + "\":" + value + "}");
        }
    }
}
