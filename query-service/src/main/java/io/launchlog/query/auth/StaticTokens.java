package io.launchlog.query.auth;

import java.util.Map;
import java.util.stream.Collectors;

/** Tokens from the configuration. They are kept and compared as SHA-256, so that the time taken tells nothing. */
final class StaticTokens implements TokenVerifier {

    private final Map<TokenHash, String> projects;

    /** @param projects project by token; an empty one makes a token without project */
    StaticTokens(Map<String, String> projects) {
        this.projects = projects.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> TokenHash.of(entry.getKey()), Map.Entry::getValue));
    }

    @Override
    public TokenVerdict verify(String token) {
        String project = projects.get(TokenHash.of(token));
        if (project == null) {
            return new TokenVerdict.Invalid();
        }
        return project.isBlank() ? new TokenVerdict.WithoutProject() : new TokenVerdict.Granted(project);
    }
}
