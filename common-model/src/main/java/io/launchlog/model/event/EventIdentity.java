package io.launchlog.model.event;

/**
 * The CloudEvent attributes that, within one service, say which event this is (contract section 1).
 *
 * @param source a URI reference of 1 to 512 characters: who emitted the event
 * @param id 1 to 256 characters without control characters, unique within the source
 */
public record EventIdentity(String source, String id) {

    /** @throws InvalidEventException when a part breaks its rule; it names {@code source} or {@code id} */
    public EventIdentity {
        Rules.cloudEventId(id);
        Rules.uriReference("source", source);
    }
}
