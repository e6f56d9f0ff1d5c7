package io.launchlog.query.error;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes {@code {"error_code": "...", "error_msg": "..."}}, whatever the {@code Accept} header says. */
public final class ErrorBody {

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorBody() {}

    /**
     * Makes the error the whole answer.
     *
     * @throws IllegalStateException when an answer is already on its way
     */
    public static void send(HttpServletResponse response, ApiError error) throws IOException {
        response.resetBuffer();
        response.setStatus(error.status());
        error.headers().forEach(response::setHeader);
        response.setContentType("application/json");
        byte[] body = of(error);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    static byte[] of(ApiError error) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(160);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            json.writeStringProperty("error_code", error.code());
            json.writeStringProperty("error_msg", error.message());
            json.writeEndObject();
        }
        return body.toByteArray();
    }
}
