package io.launchlog.model.index;

import java.util.Optional;

/**
 * The names of the indices of one generation, and the aliases that readers use (contract section 2).
 *
 * @param generation which build of the projection
 * @param bucketSize how occur time is cut into indices
 */
public record IndexNames(Generation generation, BucketSize bucketSize) {

    /** The alias through which events are read. */
    public static final String EVENTS = "launchlog-events";

    /** The alias through which services are read. */
    public static final String SERVICES = "launchlog-services";

    /** The index that says which generations there are; no alias leads to it. */
    public static final String STATE = "launchlog-state";

    /** The index of an event of that occur time, epoch milliseconds: {@code launchlog-events-g1-2026.11}. */
    public String eventsAt(long occurTime) {
        return EVENTS + "-" + generation.label() + "-" + bucketSize.bucketOf(occurTime);
    }

    /** The bucket of an index of events of this generation; empty when the name is not one of those. */
    public Optional<Bucket> bucketOf(String eventsIndex) {
        String prefix = eventsTemplate() + "-";
        return eventsIndex.startsWith(prefix) ? Bucket.named(eventsIndex.substring(prefix.length())) : Optional.empty();
    }

    /** The name of the template of all indices of events of this generation. */
    public String eventsTemplate() {
        return EVENTS + "-" + generation.label();
    }

    /** The pattern of those indices. */
    public String eventsPattern() {
        return eventsTemplate() + "-*";
    }

    /** The generation of an index of services; empty when the name is not one of those. */
    public static Optional<Generation> generationOfServices(String servicesIndex) {
        String prefix = SERVICES + "-g";
        String number = servicesIndex.startsWith(prefix) ? servicesIndex.substring(prefix.length()) : "";
        return number.matches("[1-9][0-9]{0,8}")
                ? Optional.of(new Generation(Integer.parseInt(number)))
                : Optional.empty();
    }

    /** The index of services of this generation; its template has the same name. */
    public String services() {
        return SERVICES + "-" + generation.label();
    }
}
