package io.launchlog.query.documentation;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.BrokenOff;
import io.launchlog.query.error.ErrorBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * A file that is answered as it is. It is looked for when it is first asked for, and not kept in memory: hardly any
 * instance is ever asked.
 */
final class StaticFile implements HttpRequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StaticFile.class);

    private final String contentType;
    private final Map<String, String> headers;
    private final UnaryOperator<OutputStream> client;
    private final Semaphore places;
    private final SingletonSupplier<Resource> file;
    private final SingletonSupplier<String> entityTag;

    /**
     * @param headers in place of those that every answer has
     * @param client what is put in front of the way to the client
     * @param places of all files, one of which is held while a file is sent; beyond: 429
     */
    StaticFile(
            Supplier<Resource> file,
            String contentType,
            Map<String, String> headers,
            UnaryOperator<OutputStream> client,
            Semaphore places) {
        this.contentType = contentType;
        this.headers = Map.copyOf(headers);
        this.client = client;
        this.places = places;
        this.file = SingletonSupplier.of(file);
        this.entityTag = SingletonSupplier.of(this::digest);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!places.tryAcquire()) {
            ErrorBody.send(response, ApiError.tooManyRequests());
            return;
        }
        try {
            answer(request, response);
        } finally {
            places.release();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers.forEach(response::setHeader);
        // A strong tag also keeps Tomcat from compressing a megabyte for whoever asks, without a token.
        if (new ServletWebRequest(request, response).checkNotModified(entityTag.obtain())) {
            return;
        }
        response.setContentType(contentType);
        response.setContentLengthLong(file.obtain().contentLength());
        try (InputStream content = file.obtain().getInputStream()) {
            content.transferTo(client.apply(response.getOutputStream()));
        } catch (IOException e) {
            LOG.debug("The client is gone, or reads too slowly", e);
            BrokenOff.note(request);
        }
    }

    private String digest() {
        try (InputStream content = file.obtain().getInputStream()) {
            return DigestUtils.md5DigestAsHex(content);
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the documentation cannot be read", e);
        }
    }
}
