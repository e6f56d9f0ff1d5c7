package io.launchlog.faults.fault;

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
        for (String block : BLOCKS) {
            set(scene, block, "true");
            try {
                scene.pause(scene.scale().hold().dividedBy(2));
            } finally {
                set(scene, block, "null");
            }
            scene.pause(BETWEEN);
        }
        return BLOCKS.size();
    }

    private static void set(Scene scene, String block, String value) throws IOException {
        for (String index : scene.search().indices(IndexNames.EVENTS + "-*")) {
            scene.search().call("PUT", "/" + index + "/_settings", "{\"" + block + "\":" + value + "}");
        }
    }
}
