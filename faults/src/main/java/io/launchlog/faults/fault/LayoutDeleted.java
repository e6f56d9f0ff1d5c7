package io.launchlog.faults.fault;

import io.launchlog.model.index.IndexNames;
import java.io.IOException;
import java.util.List;

/** Somebody deletes the templates and the aliases that readers use. Months that come later need the templates. */
final class LayoutDeleted implements Fault {

    private static final List<String> ALIASES = List.of(IndexNames.EVENTS, IndexNames.SERVICES);

    @Override
    public String name() {
        return "layout-deleted";
    }

    @Override
    public String description() {
        return "the index templates and the aliases that readers use are deleted";
    }

    @Override
    public void prepare(Scene scene) throws IOException {
        if (scene.search().deleteTemplates() == 0) {
            throw new IOException("Ingest is ready, and there is no template to delete");
        }
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        long deleted = 0;
        for (String alias : ALIASES) {
            scene.pauseUpTo(scene.scale().hold().dividedBy(2));
            // Not there when nothing has come since the last time.
            if (scene.search().isAlias(alias)) {
                scene.search().call("DELETE", "/_all/_alias/" + alias, "");
                deleted++;
            }
        }
        return deleted + scene.search().deleteTemplates();
    }
}
