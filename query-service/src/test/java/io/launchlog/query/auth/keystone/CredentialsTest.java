package io.launchlog.query.auth.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.auth.TokenVerdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is posted to Keystone, as its API reference (version 3, "Authentication and token management") has it. */
class CredentialsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void a_user_asks_for_a_token_of_its_project() {
        assertPosted(new Credentials.User("launchlog", "Services", "secret", "service", "Projects"), """
                {"auth": {
                  "identity": {"methods": ["password"], "password": {"user":
                    {"name": "launchlog", "domain": {"name": "Services"}, "password": "secret"}}},
                  "scope": {"project": {"name": "service", "domain": {"name": "Projects"}}}}}""");
    }

    @Test
    void a_user_without_a_project_asks_for_one_of_the_whole_system() {
        assertPosted(new Credentials.User("launchlog", "Default", "secret", null, "Default"), """
                {"auth": {
                  "identity": {"methods": ["password"], "password": {"user":
                    {"name": "launchlog", "domain": {"name": "Default"}, "password": "secret"}}},
                  "scope": {"system": {"all": true}}}}""");
    }

    @Test
    void an_application_credential_has_a_scope_of_its_own() {
        assertPosted(new Credentials.Application("an-id", "secret"), """
                {"auth": {
                  "identity": {"methods": ["application_credential"], "application_credential":
                    {"id": "an-id", "secret": "secret"}}}}""");
    }

    @Test
    void no_token_and_no_secret_is_shown() {
        assertThat(new Credentials.User("launchlog", "Default", "hidden", null, "Default"))
                .asString()
                .contains("launchlog")
                .doesNotContain("hidden");
        assertThat(new Credentials.Application("an-id", "hidden"))
                .asString()
                .contains("an-id")
                .doesNotContain("hidden");
        assertThat(new KeystoneApi.Answer(201, 0, null, "hidden")).asString().doesNotContain("hidden");
    }

    private static void assertPosted(Credentials credentials, String body) {
        try (RecordedKeystone keystone = new RecordedKeystone()) {
            keystone.knows("good", "p1", "member");
            assertThat(keystone.verifier(credentials).verify("good")).isEqualTo(new TokenVerdict.Granted("p1"));
            assertThat(keystone.posted()).hasSize(1);
            assertThat(JSON.readTree(keystone.posted().getFirst())).isEqualTo(JSON.readTree(body));
        }
    }
}
