package io.launchlog.query.request;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Puts {@code X-Request-Id} on every answer, also on those that the container gives itself. Notes the arrival. */
final class RequestIdValve extends ValveBase {

    private static final String HEADER = "X-Request-Id";
    private static final Pattern TAKEN_OVER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RequestIdValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Arrival.note(request);
        response.setHeader(HEADER, idFor(request.getHeader(HEADER)));
        getNext().invoke(request, response);
    }

    private static String idFor(@Nullable String asked) {
        return asked != null && TAKEN_OVER.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
    }
}
