package io.launchlog.ingest.projection;

import io.launchlog.model.event.ServiceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The service documents that this instance has written or read last, so that most merges need no read. */
@Component
class KnownServices {

    private static final int MAXIMUM = 20_000;

    private final Map<ServiceKey, KnownService> latestUsed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceKey, KnownService> eldest) {
            return size() > MAXIMUM;
        }
    };

    synchronized @Nullable KnownService get(ServiceKey key) {
        return latestUsed.get(key);
    }

    synchronized void put(KnownService known) {
        latestUsed.put(known.document().service(), known);
    }

    synchronized void forget(ServiceKey key) {
        latestUsed.remove(key);
    }
}
