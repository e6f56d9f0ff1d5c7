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
        scene.search().deleteTemplates();
    }

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        for (String alias : ALIASES) {
            scene.pauseUpTo(scene.scale().hold().dividedBy(2));
            scene.search().call("DELETE", "/_all/_alias/" + alias, "");
        }
        scene.search().deleteTemplates();
        return ALIASES.size();
    }
}
