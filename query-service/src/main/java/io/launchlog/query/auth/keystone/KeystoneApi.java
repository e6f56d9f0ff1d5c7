package io.launchlog.query.auth.keystone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two requests to Keystone's version 3 that this service makes
 * (<a href="https://docs.openstack.org/api-ref/identity/v3/">its API</a>). Called by many threads at once.
 */
final class KeystoneApi {

    private static final String OWN_TOKEN = "X-Auth-Token";
    private static final String SUBJECT = "X-Subject-Token";

    private final RestClient client;
    private final URI tokens;

    KeystoneApi(URI url, Duration timeout) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(timeout);
        this.client = RestClient.builder().requestFactory(requests).build();
        this.tokens = URI.create(url.toString().replaceFirst("/+$", "") + "/auth/tokens?nocatalog");
    }

    /**
     * An answer.
     *
     * @param token null unless the status is one of success
     * @param subject the header of that name: the token that was issued
     */
    record Answer(
            int status,
            @Nullable KeystoneToken token,
            @Nullable String subject) {}

    /**
     * Asks for a token of this service's own; 201 when it gets one.
     *
     * @throws IdentityUnavailableException without an answer of Keystone
     */
    Answer issue(Credentials credentials) {
        return ask(client.post()
                .uri(tokens)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(credentials.request()));
    }

    /**
     * Asks what a token is worth; 200 when it is good, 404 when it is not.
     *
     * @param evenExpired whether one that has expired of late is good, too
     * @throws IdentityUnavailableException without an answer of Keystone
     */
    Answer validate(String own, String subject, boolean evenExpired) {
        return ask(client.get()
                .uri(evenExpired ? URI.create(tokens + "&allow_expired=1") : tokens)
                .accept(MediaType.APPLICATION_JSON)
                .header(OWN_TOKEN, own)
                .header(SUBJECT, subject));
    }

    private static Answer ask(RestClient.RequestHeadersSpec<?> request) {
        try {
            return request.exchange((_, response) -> read(response));
        } catch (ResourceAccessException e) {
            // Who does not even take a connection is away, not slow.
            if (e.getCause() instanceof HttpTimeoutException timeout
                    && !(timeout instanceof HttpConnectTimeoutException)) {
                throw new IdentityTooSlowException("Keystone did not answer in time", e);
            }
            throw new IdentityUnavailableException("Keystone cannot be reached: " + e.getCause(), e);
        }
    }

    private static Answer read(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (!response.getStatusCode().is2xxSuccessful()) {
            return new Answer(status, null, null);
        }
        try {
            JsonNode body = JsonMapper.shared().readTree(response.getBody());
            return new Answer(
                    status, KeystoneToken.of(body), response.getHeaders().getFirst(SUBJECT));
        } catch (JacksonException e) {
            throw new IdentityUnavailableException("Keystone's answer is no JSON", e);
        }
    }
}
