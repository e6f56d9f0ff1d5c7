package io.launchlog.query.request;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ErrorBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The first check (contract section 3): is there such a path, and does it take this method? */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PathAndMethodFilter extends OncePerRequestFilter {

    static final String ALLOWED = "GET, HEAD, OPTIONS";

    private final OpenPaths openPaths;
    private final String actuator;

    /**
     * @param openPaths what there is beside the API
     * @param actuator where the endpoints for operation are, as Spring Boot has it
     */
    PathAndMethodFilter(
            OpenPaths openPaths, @Value("${management.endpoints.web.base-path:/actuator}") String actuator) {
        this.openPaths = openPaths;
        this.actuator = actuator;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String rawPath = request.getRequestURI();
        String method = request.getMethod();
        ApiPath path;
        try {
            path = ApiPath.parse(rawPath);
        } catch (IllegalArgumentException e) {
            ErrorBody.send(response, ApiError.unreadableRequest(400, "It is malformed or not supported."));
            return;
        }
        if (path == null && !openPaths.contain(rawPath)) {
            // Spring would map other spellings too: of decoded segments, without what follows a semicolon. And Tomcat
            // lets TRACE through, so that we answer it, and a servlet would echo the token.
            if (isOfActuator(rawPath) && !ApiPath.isOtherwiseWritten(rawPath) && !method.equals("TRACE")) {
                chain.doFilter(request, response);
            } else {
                ErrorBody.send(response, ApiError.pathUnknown());
            }
            return;
        }
        switch (method) {
            case "GET", "HEAD" -> {
                if (path != null) {
                    path.attachTo(request);
                }
                chain.doFilter(request, response);
            }
            case "OPTIONS" -> {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                response.setHeader("Allow", ALLOWED);
            }
            default -> ErrorBody.send(response, ApiError.methodNotAllowed(method, ALLOWED));
        }
    }

    private boolean isOfActuator(String rawPath) {
        return rawPath.equals(actuator) || rawPath.startsWith(actuator + "/");
    }
}
