package io.launchlog.query.auth.keystone;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two requests to Keystone's version 3 that this service makes
 * (<a href="https://docs.openstack.org/api-ref/identity/v3/">its API</a>). Called by many threads at once.
 */
final class KeystoneApi {

    private static final String OWN_TOKEN = "X-Auth-Token";
    private static final String SUBJECT = "X-Subject-Token";

    /** Who takes no connection is away and not slow, which has to be noticed before the time for an answer is over. */
    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;

    /** Keystone's own error bodies are small; what is in front of it may send anything. */
    private static final int LARGEST_ERROR = 16 * 1024;

    private final HttpClient.Builder connections;
    private final RestClient validating;
    private final URI tokens;
    private final Duration timeout;

    /** @param timeout for one answer; half of it, and at most 2 s, are for the connection */
    KeystoneApi(URI url, Duration timeout) {
        Duration half = timeout.dividedBy(2);
        this.connections = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(half.compareTo(LONGEST_CONNECTING) < 0 ? half : LONGEST_CONNECTING)
                .followRedirects(HttpClient.Redirect.NEVER);
        this.timeout = timeout;
        this.validating = client(connections.build());
        this.tokens = URI.create(url.toString().replaceFirst("/+$", "") + "/auth/tokens?nocatalog");
    }

    private RestClient client(HttpClient http) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(timeout);
        return RestClient.builder().requestFactory(requests).build();
    }

    /**
     * An answer.
     *
     * @param errorCode what the body of a 404 says, when it is one of Keystone's; else 0
     * @param token null unless the status is one of success
     * @param subject the header of that name: the token that was issued
     */
    record Answer(
            int status,
            int errorCode,
            @Nullable KeystoneToken token,
            @Nullable String subject) {

        /** Without the token that was issued. */
        @Override
        public String toString() {
            return "HTTP " + status + ", error " + errorCode + ", " + token;
        }
    }

    /**
     * Asks for a token of this service's own; 201 when it gets one. On a connection of its own: one that was used
     * before may have been closed by Keystone, as one of HTTP/1.0 always is, and Java's client repeats no POST.
     *
     * @throws IdentityUnavailableException without an answer of Keystone
     */
    Answer issue(Credentials credentials) {
        HttpClient once = connections.build();
        try {
            return ask(client(once)
                    .post()
                    .uri(tokens)
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(credentials.request()));
        } finally {
            once.shutdownNow();
        }
    }

    /**
     * Asks what a token is worth; 200 when it is good, 404 when it is not.
     *
     * @param evenExpired whether one that has expired of late is good, too
     * @throws IdentityUnavailableException without an answer of Keystone
     */
    Answer validate(String own, String subject, boolean evenExpired) {
        return ask(validating
                .get()
                .uri(evenExpired ? URI.create(tokens + "&allow_expired=1") : tokens)
                .accept(MediaType.APPLICATION_JSON)
                .header(OWN_TOKEN, own)
                .header(SUBJECT, subject));
    }

    private Answer ask(RestClient.RequestHeadersSpec<?> request) {
        long begin = System.nanoTime();
        try {
            return request.exchange((_, response) -> read(response));
        } catch (ResourceAccessException e) {
            throw failure(e, System.nanoTime() - begin);
        }
    }

    private IdentityUnavailableException failure(ResourceAccessException e, long nanosTaken) {
        Throwable cause = e.getCause();
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLException) {
            return new IdentityUnreachableException("Keystone cannot be reached: " + cause, e);
        }
        // An answer that has begun is closed when time is over, and reading it fails like any that breaks off.
        if (cause instanceof HttpTimeoutException || nanosTaken >= timeout.toNanos()) {
            return new IdentityTooSlowException("Keystone did not answer in time", e);
        }
        return new IdentityUnavailableException("The connection to Keystone broke: " + cause, e);
    }

    private static Answer read(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (!response.getStatusCode().is2xxSuccessful()) {
            return new Answer(status, status == NOT_FOUND ? errorCode(response) : 0, null, null);
        }
        try {
            JsonNode body = JsonMapper.shared().readTree(response.getBody());
            return new Answer(
                    status, 0, KeystoneToken.of(body), response.getHeaders().getFirst(SUBJECT));
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new IdentityUnavailableException("Keystone's answer is no JSON", e);
        }
    }

    private static int errorCode(ClientHttpResponse response) throws IOException {
        byte[] body = response.getBody().readNBytes(LARGEST_ERROR);
        try {
            return JsonMapper.shared().readTree(body).path("error").path("code").asInt(0);
        } catch (JacksonException e) {
            return 0;
        }
    }
}
