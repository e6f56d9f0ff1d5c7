package io.launchlog.query.events;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Where a page goes, opened once it is known that there is one. */
@FunctionalInterface
interface PageOutput {

    OutputStream open();

    /** The body of that response, as JSON. */
    static PageOutput of(HttpServletResponse response) {
        return () -> {
            response.setContentType("application/json");
            try {
                return response.getOutputStream();
            } catch (IOException e) {
                throw new UncheckedIOException("Opening the answer", e);
            }
        };
    }
}
