package io.launchlog.query.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.stream.Collectors;

/** Tokens from the configuration. They are kept and compared as SHA-256, so that the time taken tells nothing. */
final class StaticTokens implements TokenVerifier {

    private final Map<ByteBuffer, String> projects;

    /** @param projects project by token; an empty one makes a token without project */
    StaticTokens(Map<String, String> projects) {
        this.projects = projects.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> hash(entry.getKey()), Map.Entry::getValue));
    }

    @Override
    public TokenVerdict verify(String token) {
        String project = projects.get(hash(token));
        if (project == null) {
            return new TokenVerdict.Invalid();
        }
        return project.isBlank() ? new TokenVerdict.WithoutProject() : new TokenVerdict.Granted(project);
    }

    private static ByteBuffer hash(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
