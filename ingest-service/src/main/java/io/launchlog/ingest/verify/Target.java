package io.launchlog.ingest.verify;

import io.launchlog.model.index.IndexNames;

/**
 * Which projection is compared.
 *
 * @param names of the generation that documents belong into
 * @param events where they are looked for: an alias, or a pattern of indices
 * @param services the same for the services' documents
 */
record Target(IndexNames names, String events, String services) {

    /** What is read, through the aliases of the readers: what is there of another generation is wrong. */
    static Target read(IndexNames live) {
        return new Target(live, IndexNames.EVENTS, IndexNames.SERVICES);
    }

    /** Whether it is looked for where readers look. */
    boolean isRead() {
        return events.equals(IndexNames.EVENTS);
    }

    /** A generation, whether it is read or not. */
    static Target of(IndexNames names) {
        return new Target(names, names.eventsPattern(), names.services());
    }
}
