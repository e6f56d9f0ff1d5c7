package io.launchlog.ingest.projection;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.index.IndexNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The service documents that this instance has written or read last, so that most merges need no read. */
@Component
class KnownServices {

    private static final int MAXIMUM = 20_000;

    /** @param index of a generation */
    private record Place(String index, ServiceKey service) {}

    private final Map<Place, KnownService> latestUsed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, KnownService> eldest) {
            return size() > MAXIMUM;
        }
    };

    synchronized @Nullable KnownService get(IndexNames names, ServiceKey key) {
        return latestUsed.get(new Place(names.services(), key));
    }

    synchronized void put(IndexNames names, KnownService known) {
        latestUsed.put(new Place(names.services(), known.document().service()), known);
    }

    synchronized void forget(IndexNames names, ServiceKey key) {
        latestUsed.remove(new Place(names.services(), key));
    }
}
