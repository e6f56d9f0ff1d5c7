package org.elasticsearch.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.plugins.ClassPathPluginsService;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;
import org.jspecify.annotations.NullMarked;

/**
 * A node whose plugins come from the class path. Neither entitlements nor the checks of an installation run.
 *
 * <p>In this package because what it needs of Elasticsearch is visible only here.
 */
@NullMarked
public final class ClassPathNode extends Node {

    /**
     * @param settings with {@code path.home}, below which {@code config} must exist
     * @param plugins what the node consists of beside its core
     */
    public ClassPathNode(Settings settings, List<Plugin> plugins) {
        super(NodeConstruction.prepareConstruction(
                new Environment(settings, null),
                PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false),
                new ClassPathServices(plugins),
                true));
    }

    /** For the logs of an installation only, and possible once per JVM: a second node would fail. */
    @Override
    protected void configureNodeAndClusterIdStateListener(ClusterService clusterService) {}

    /** The port on which the started node listens for HTTP. */
    public int httpPort() {
        return injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .getPort();
    }

    private static final class ClassPathServices extends NodeServiceProvider {

        private final List<Plugin> plugins;

        ClassPathServices(List<Plugin> plugins) {
            this.plugins = plugins;
        }

        @Override
        PluginsService newPluginService(Environment environment, PluginsLoader loader) {
            return new ClassPathPluginsService(environment, loader, plugins);
        }
    }
}
