package io.launchlog.query.request;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Puts on every answer what keeps a browser from making something else of it than data for one caller, also on those
 * that the container gives itself (OWASP, REST Security Cheat Sheet).
 */
final class SecurityHeadersValve extends ValveBase {

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "private, no-cache",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final String ONE_YEAR = "max-age=31536000";

    SecurityHeadersValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        // One token's answer is not that of another one. Tomcat leaves the encoding out of a 304, which has to say what
        // the whole answer would have said (RFC 9110, section 15.4.5).
        response.addHeader("Vary", "X-Auth-Token, Accept-Encoding");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
        getNext().invoke(request, response);
    }
}
