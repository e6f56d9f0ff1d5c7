package io.launchlog.query.request;

import java.util.Set;

/**
 * What there is beside the API, for everybody: no token is asked for. Methods are the API's.
 *
 * @param paths each as a request has to write it; another spelling is another path, which is not there
 */
public record OpenPaths(Set<String> paths) {

    public OpenPaths {
        paths = Set.copyOf(paths);
    }

    boolean contain(String rawPath) {
        return paths.contains(rawPath);
    }
}
