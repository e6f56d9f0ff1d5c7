package io.launchlog.ingest.verify;

import io.launchlog.ingest.verify.StoredServiceReader.Stored;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.ServiceDocument;
import org.jspecify.annotations.Nullable;

/**
 * A service whose document and events were looked at, one after the other. The events are read between two looks at the
 * document: what it knew before is in them, and what they say is in it afterwards.
 *
 * @param before the document, as it was before the events were read
 * @param said by the events; null when there are none
 * @param after the document, as it was last
 */
record DoubtfulService(
        ServiceKey key, Stored before, @Nullable ServiceDocument said, Stored after) {

    /** @param expiredUntil events from before that, epoch milliseconds, may be gone while their service remembers them */
    boolean isRight(long expiredUntil) {
        if (said == null) {
            return !before.isThere();
        }
        ServiceDocument document = after.document();
        return !isAhead(expiredUntil)
                && document != null
                && document.service().equals(said.service())
                && document.merge(said).equals(document);
    }

    /** Whether the document knew of more than the events said: they may not have been searchable. */
    boolean isAhead(long expiredUntil) {
        ServiceDocument document = before.document();
        if (said == null || document == null) {
            return before.isThere();
        }
        return !document.service().equals(said.service())
                || !fits(said.merge(remembering(document, said, expiredUntil)), said, expiredUntil);
    }

    Difference kind() {
        if (said == null) {
            return Difference.SERVICE_UNEXPECTED;
        }
        return after.isThere() ? Difference.SERVICE_DIVERGENT : Difference.SERVICE_MISSING;
    }

    /** Whether the document is what the events say, but for when the service was seen first. */
    static boolean fits(ServiceDocument said, ServiceDocument document, long expiredUntil) {
        return remembering(document, said, expiredUntil).equals(said);
    }

    /** The document as if it did not remember events that retention has dropped. */
    private static ServiceDocument remembering(ServiceDocument document, ServiceDocument said, long expiredUntil) {
        boolean expired = document.firstSeen() < said.firstSeen() && document.firstSeen() < expiredUntil;
        return new ServiceDocument(
                document.service(),
                document.serviceName(),
                document.nameOccurTime(),
                document.nameSequence(),
                document.nameTieBreaker(),
                expired ? said.firstSeen() : document.firstSeen(),
                document.lastSeen());
    }
}
