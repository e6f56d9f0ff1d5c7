package io.launchlog.faults.fault;

import io.launchlog.ingest.operations.RetryCause;
import java.io.IOException;

/** Nobody listens where ingest looks for Elasticsearch. */
final class ElasticsearchAway implements Fault {

    /** A minute in the long form. */
    private static final int TIMES_AS_LONG = 5;

    @Override
    public String name() {
        return "elasticsearch-away";
    }

    @Override
    public String description() {
        return "connections to Elasticsearch are cut and refused";
    }

    @Override
    public int strikes(Scale scale) {
        return 1;
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        long before = scene.retries(RetryCause.ELASTICSEARCH);
        scene.proxy().refuse();
        try {
            scene.pause(scene.scale().hold().multipliedBy(TIMES_AS_LONG));
        } finally {
            scene.proxy().accept();
        }
        return scene.retries(RetryCause.ELASTICSEARCH) - before;
    }
}
