package io.launchlog.faults.fault;

import java.io.IOException;

/** Nobody listens where ingest looks for Elasticsearch. */
final class ElasticsearchAway implements Fault {

    @Override
    public String name() {
        return "elasticsearch-away";
    }

    @Override
    public String description() {
        return "connections to Elasticsearch are cut and refused";
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        scene.proxy().refuse();
        try {
            scene.pause(scene.scale().hold());
        } finally {
            scene.proxy().accept();
        }
        return 1;
    }
}
