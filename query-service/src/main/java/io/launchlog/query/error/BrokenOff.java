package io.launchlog.query.error;

import jakarta.servlet.ServletRequest;

/** Whether the answer to a request could not be completed. What has been sent of it has a status that says otherwise. */
public final class BrokenOff {

    private static final String ATTRIBUTE = BrokenOff.class.getName();

    private BrokenOff() {}

    /** For handlers whose exceptions Spring MVC does not hand to {@link ApiErrorAdvice}. */
    public static void note(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    /** Of a request that has been served, whatever has become of its answer. */
    public static boolean isNoted(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
