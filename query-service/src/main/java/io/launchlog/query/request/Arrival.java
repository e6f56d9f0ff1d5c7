package io.launchlog.query.request;

import io.launchlog.query.exchange.Deadline;
import jakarta.servlet.ServletRequest;
import java.time.Duration;

/** When a request came: from then on its time counts, also while it waits for something other than its search. */
public final class Arrival {

    private static final String ATTRIBUTE = Arrival.class.getName();

    private Arrival() {}

    static void note(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, System.nanoTime());
    }

    /**
     * Until when the request may take.
     *
     * @param longest from its arrival on; from now on when nobody has noted that
     */
    public static Deadline deadline(ServletRequest request, Duration longest) {
        long begin = request.getAttribute(ATTRIBUTE) instanceof Long noted ? noted : System.nanoTime();
        return Deadline.since(begin, longest, System::nanoTime);
    }
}
