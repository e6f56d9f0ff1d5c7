package io.launchlog.query.error;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** Answers what the container finds wrong before any servlet is called: malformed requests, headers beyond bounds. */
public final class JsonErrorReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(JsonErrorReportValve.class);

    /** Tomcat has no type for these and answers 400. */
    private static final String HEADERS_TOO_LARGE =
            StringManager.getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error");

    private static final StringManager HEADER_TEXTS = StringManager.getManager("org.apache.tomcat.util.http");

    @Override
    protected void report(Request request, Response response, @Nullable Throwable problem) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (status == 400 && problem != null) {
            status = statusOf(String.valueOf(problem.getMessage()), request);
        }
        try {
            ErrorBody.send(
                    response.getResponse(),
                    StatusErrors.of(
                            status, String.valueOf(request.getMethod()), response.getHeader(HttpHeaders.ALLOW)));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The error {} could not be sent", status, e);
        }
    }

    private static int statusOf(String problem, Request request) {
        if (problem.equals(HEADERS_TOO_LARGE)) {
            return request.getCoyoteRequest().requestURI().isNull() ? 414 : 431;
        }
        Object most = request.getConnector().getProperty("maxHeaderCount");
        return problem.equals(HEADER_TEXTS.getString("headers.maxCountFail", most)) ? 431 : 400;
    }
}
