package io.launchlog.query.exchange;

import co.elastic.clients.transport.DefaultTransportOptions;
import java.util.Map;

/** What an exchange is told besides its request: until when it may take. */
public final class DeadlineOptions extends DefaultTransportOptions {

    private final Deadline deadline;

    /** @param parameters of the URL, besides those of the request */
    public DeadlineOptions(Deadline deadline, Map<String, String> parameters) {
        super(null, parameters, null);
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }
}
