package io.launchlog.model.index;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceKey;
import java.nio.ByteBuffer;

/**
 * The {@code _id} of an event's document, from project, service, source and id alone (contract section 2).
 *
 * @param text the {@code _id}: 22 characters of URL-safe base64
 * @param tieBreaker orders events of equal occur time and sequence; the same in every rebuild
 */
public record DocumentId(String text, long tieBreaker) {

    /** The id of the event with that identity. */
    public static DocumentId of(ServiceKey service, EventIdentity identity) {
        // None of the four can hold a control character, so that no two combinations make the same text.
        byte[] digest = Digest.of(service.path() + '\0' + identity.source() + '\0' + identity.id());
        return new DocumentId(Digest.text(digest), ByteBuffer.wrap(digest).getLong());
    }
}
