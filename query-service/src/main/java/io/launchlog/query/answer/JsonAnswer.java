package io.launchlog.query.answer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * The body of a successful answer, in JSON. It is kept back while it is small, so that its validator can be computed from
 * it and go in front of it; who has it already is answered 304 (RFC 9110, sections 8.8 and 13.1.2). What is larger goes
 * out while it comes, and has no validator.
 *
 * <p>Closing it says that it is whole. One that is not must be left open; as long as it is kept back, an error can still
 * be answered in its place.
 */
public final class JsonAnswer extends OutputStream {

    /** Bytes; so much waits in memory at most for each thread of the container, while a client reads. */
    static final int MOST_KEPT_BACK = 256 * 1024;

    /** Each further block is twice as large: five hold the most, and no sixth is begun for its last few bytes. */
    private static final int FIRST_BLOCK = MOST_KEPT_BACK / 31 + 1;

    private static final int VALIDATOR_BYTES = 16;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final FastByteArrayOutputStream keptBack = new FastByteArrayOutputStream(FIRST_BLOCK);
    private final MessageDigest digest = sha256();
    private final UnaryOperator<OutputStream> client;
    private @Nullable OutputStream body;
    private boolean isClosed;

    /**
     * Neither the request's token nor its parameters are looked at: the caller has checked them.
     *
     * @param client what is put in front of the way to the client
     */
    public JsonAnswer(HttpServletRequest request, HttpServletResponse response, UnaryOperator<OutputStream> client) {
        this.request = request;
        this.response = response;
        this.client = client;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        OutputStream open = body;
        if (open == null && keptBack.size() + length > MOST_KEPT_BACK) {
            open = open();
        }
        if (open != null) {
            open.write(bytes, offset, length);
        } else {
            digest.update(bytes, offset, length);
            keptBack.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        OutputStream open = body;
        if (open == null) {
            if (new ServletWebRequest(request, response).checkNotModified(validator())) {
                return;
            }
            response.setContentLength(keptBack.size());
            open = open();
        }
        open.close();
    }

    private OutputStream open() throws IOException {
        response.setContentType("application/json");
        OutputStream open = client.apply(response.getOutputStream());
        keptBack.writeTo(open);
        keptBack.reset();
        body = open;
        return open;
    }

    /** A weak one: with a strong one the container does not compress, as the bytes would not be the same. */
    private String validator() {
        byte[] start = Arrays.copyOf(digest.digest(), VALIDATOR_BYTES);
        return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + "\"";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
