package io.launchlog.query.request;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Answers {@code OPTIONS *}, which asks about the server as a whole (RFC 9110, section 9.3.7), like {@code OPTIONS} of a
 * path. Behind the valves that every answer passes.
 */
final class ServerOptionsValve extends ValveBase {

    private static final String ATTRIBUTE = ServerOptionsValve.class.getName();
    private static final String SERVER = "*";

    ServerOptionsValve() {
        super(true);
    }

    /** Makes the container take such a request for one of a path: it would answer it in front of all valves. */
    static void lead(org.apache.coyote.Request request) {
        if (request.requestURI().equals(SERVER) && "OPTIONS".equals(request.getMethod())) {
            request.setAttribute(ATTRIBUTE, true);
            byte[] root = {'/'};
            request.requestURI().setBytes(root, 0, root.length);
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean isOfTheServer = request.getAttribute(ATTRIBUTE) != null;
        if (isOfTheServer) {
            // For the access log.
            request.getCoyoteRequest().requestURI().setString(SERVER);
        }
        if (isOfTheServer && !response.isError()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.setHeader("Allow", PathAndMethodFilter.ALLOWED);
        } else {
            getNext().invoke(request, response);
        }
    }
}
