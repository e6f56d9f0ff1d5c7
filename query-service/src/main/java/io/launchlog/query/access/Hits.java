package io.launchlog.query.access;

import jakarta.servlet.ServletRequest;

/** How many documents a request has found, for its line in the access log. */
public final class Hits {

    private static final String ATTRIBUTE = Hits.class.getName();

    private Hits() {}

    /** @param total on all pages */
    public static void note(ServletRequest request, long total) {
        request.setAttribute(ATTRIBUTE, total);
    }

    /** -1 when nothing was searched. */
    static long of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Long total ? total : -1;
    }
}
