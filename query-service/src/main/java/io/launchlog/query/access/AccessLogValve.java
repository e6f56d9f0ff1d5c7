package io.launchlog.query.access;

import io.launchlog.query.error.BrokenOff;
import io.launchlog.query.request.ApiPath;
import io.launchlog.query.trace.TraceOf;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each request, with key-value pairs for a structured log, and what matters of them in its message: also for
 * those that the container answers, and without headers, in which the token is. The logger is {@code launchlog.access}.
 */
final class AccessLogValve extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger("launchlog.access");

    AccessLogValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!LOG.isInfoEnabled()) {
            getNext().invoke(request, response);
            return;
        }
        long start = System.nanoTime();
        try {
            getNext().invoke(request, response);
        } finally {
            log(request, response, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }

    private static void log(Request request, Response response, long milliseconds) {
        String id = Shown.of(response.getHeader("X-Request-Id"));
        String method = Shown.of(request.getMethod());
        String path = Shown.of(request.getRequestURI());
        String query = Shown.ofQuery(request.getQueryString());
        int status = response.getStatus();
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("http.request.id", id)
                .addKeyValue("http.request.method", method)
                .addKeyValue("url.path", path)
                .addKeyValue("url.query", query)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("http.response.body.bytes", response.getBytesWritten(false))
                .addKeyValue("event.duration", TimeUnit.MILLISECONDS.toNanos(milliseconds))
                .addKeyValue("client.address", request.getRemoteAddr());
        StringBuilder more = new StringBuilder();
        if (BrokenOff.isNoted(request)) {
            line = line.addKeyValue("launchlog.broken.off", true);
            more.append(", broken off");
        }
        long hits = Hits.of(request);
        if (hits >= 0) {
            line = line.addKeyValue("launchlog.hits", hits);
            more.append(", ").append(hits).append(" hits");
        }
        String trace = TraceOf.request(request);
        if (trace != null) {
            line = line.addKeyValue("trace.id", trace);
        }
        String granted = GrantedProject.of(request);
        ApiPath asked = ApiPath.find(request);
        if (granted != null) {
            line = line.addKeyValue("cloud.project.id", Shown.of(granted));
            more.append(", project ").append(Shown.of(granted));
        } else if (asked != null) {
            // Whoever has no token for it can write it.
            line = line.addKeyValue("launchlog.requested.project.id", Shown.of(asked.projectId()));
        }
        line.log(
                "{} {}{} {} in {} ms{}, request {}",
                method,
                path,
                query.isEmpty() ? "" : "?" + query,
                status,
                milliseconds,
                more,
                id);
    }
}
