package io.launchlog.query.access;

import io.launchlog.query.request.ApiPath;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each request, with key-value pairs for a structured log: also for those that the container answers, and
 * without headers, in which the token is. The logger is {@code launchlog.access}.
 */
final class AccessLogValve extends ValveBase {

    private static final Logger LOG = LoggerFactory.getLogger("launchlog.access");
    private static final int LONGEST = 500;
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

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
        String method = bounded(request.getMethod());
        String path = bounded(request.getRequestURI());
        int status = response.getStatus();
        long hits = Hits.of(request);
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("http.request.id", response.getHeader("X-Request-Id"))
                .addKeyValue("http.request.method", method)
                .addKeyValue("url.path", path)
                .addKeyValue("url.query", bounded(request.getQueryString()))
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("http.response.body.bytes", response.getBytesWritten(false))
                .addKeyValue("event.duration", TimeUnit.MILLISECONDS.toNanos(milliseconds))
                .addKeyValue("client.address", request.getRemoteAddr());
        ApiPath asked = ApiPath.find(request);
        if (asked != null) {
            line = line.addKeyValue("cloud.project.id", bounded(asked.projectId()));
        }
        if (hits >= 0) {
            line = line.addKeyValue("launchlog.hits", hits);
        }
        line.log("{} {} {} in {} ms", method, path, status, milliseconds);
    }

    /** What a caller has written must not fill the log, nor begin a line of its own. */
    private static String bounded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return LINE_BREAKING.matcher(shown).replaceAll("?");
    }
}
