package org.elasticsearch.plugins;

import java.util.List;
import org.elasticsearch.Build;
import org.elasticsearch.env.Environment;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Takes plugins from the class path instead of from the folders of an installation.
 *
 * <p>In this package because what it needs of Elasticsearch is visible only here.
 */
@NullMarked
public final class ClassPathPluginsService extends PluginsService {

    /** Null only while the constructor of the superclass asks for it. */
    private final @Nullable List<LoadedPlugin> plugins;

    /** @param plugins what the node consists of beside its core */
    public ClassPathPluginsService(Environment environment, PluginsLoader loader, List<Plugin> plugins) {
        super(environment.settings(), environment.configDir(), loader);
        this.plugins = plugins.stream().map(ClassPathPluginsService::describe).toList();
        loadExtensions(this.plugins);
    }

    @Override
    protected List<LoadedPlugin> plugins() {
        return plugins == null ? List.of() : plugins;
    }

    private static LoadedPlugin describe(Plugin plugin) {
        Class<?> type = plugin.getClass();
        var descriptor = new PluginDescriptor(
                type.getSimpleName(),
                "from the class path",
                Build.current().version(),
                Build.current().version(),
                System.getProperty("java.specification.version"),
                type.getName(),
                null,
                List.of(),
                false,
                false,
                false,
                false,
                PluginDescriptor.DeploymentTarget.ALL);
        return new LoadedPlugin(descriptor, plugin, type.getClassLoader());
    }
}
