package io.launchlog.query.access;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** Whose token a request has shown, for its line in the access log: what is in its path anyone can write. */
public final class GrantedProject {

    private static final String ATTRIBUTE = GrantedProject.class.getName();

    private GrantedProject() {}

    /** @param projectId of the token, and of the path */
    public static void note(ServletRequest request, String projectId) {
        request.setAttribute(ATTRIBUTE, projectId);
    }

    /** Null when the request was not let through. */
    static @Nullable String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String projectId ? projectId : null;
    }
}
