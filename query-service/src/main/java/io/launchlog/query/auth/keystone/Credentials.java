package io.launchlog.query.auth.keystone;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** As whom this service asks Keystone. */
sealed interface Credentials {

    /** The body of {@code POST /v3/auth/tokens}. */
    byte[] request();

    /**
     * A user with a password.
     *
     * @param project whose role counts; null for that in the whole system
     */
    record User(
            String name,
            String domain,
            String password,
            @Nullable String project,
            String projectDomain) implements Credentials {

        @Override
        public byte[] request() {
            Map<String, ?> user = Map.of("name", name, "domain", Map.of("name", domain), "password", password);
            Map<String, ?> scope = project == null
                    ? Map.of("system", Map.of("all", true))
                    : Map.of("project", Map.of("name", project, "domain", Map.of("name", projectDomain)));
            return json(Map.of(
                    "identity",
                    Map.of("methods", List.of("password"), "password", Map.of("user", user)),
                    "scope",
                    scope));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "user " + name + " of domain " + domain;
        }
    }

    /** An application credential, which has a project of its own. */
    record Application(String id, String secret) implements Credentials {

        @Override
        public byte[] request() {
            return json(Map.of(
                    "identity",
                    Map.of(
                            "methods",
                            List.of("application_credential"),
                            "application_credential",
                            Map.of("id", id, "secret", secret))));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "application credential " + id;
        }
    }

    private static byte[] json(Map<String, ?> auth) {
        return JsonMapper.shared().writeValueAsBytes(Map.of("auth", auth));
    }
}
