package io.launchlog.query.services;

import java.util.List;

/**
 * Some services of a project.
 *
 * @param total how many match
 * @param services those of the page
 */
record ServicePage(long total, List<Service> services) {

    ServicePage {
        services = List.copyOf(services);
    }
}
