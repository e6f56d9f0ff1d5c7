package io.launchlog.query.auth.keystone;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Keystone says of a token.
 *
 * @param projectId null when the token has none, or is for the whole system or a domain
 * @param roles their names, in that project, in lower case: Keystone has no two that differ in case only
 */
record KeystoneToken(Instant expiresAt, @Nullable String projectId, Set<String> roles) {

    KeystoneToken {
        roles = Set.copyOf(roles);
    }

    /**
     * From the body of an answer.
     *
     * @throws IdentityUnavailableException when it is none of Keystone's
     */
    static KeystoneToken of(JsonNode body) {
        JsonNode token = body.path("token");
        try {
            Instant expiresAt = Instant.parse(token.path("expires_at").asString());
            return new KeystoneToken(
                    expiresAt,
                    token.path("project").path("id").asString(null),
                    token.path("roles")
                            .valueStream()
                            .map(role -> role.path("name").asString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet()));
        } catch (DateTimeException e) {
            throw new IdentityUnavailableException("Keystone's answer has no expires_at that can be read", e);
        }
    }
}
