package io.launchlog.query.auth.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class KeystonePropertiesTest {

    private static final String PREFIX = "launchlog.auth.keystone.";
    private static final List<String> NEEDED =
            List.of("url=https://identity:5000/v3", "username=launchlog", "password=secret");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KeystoneProperties.class)
    static class Properties {}

    @Test
    void what_is_not_given_has_its_default() {
        runner(NEEDED)
                .run(context -> assertThat(context.getBean(KeystoneProperties.class))
                        .usingRecursiveComparison()
                        .isEqualTo(new KeystoneProperties(
                                URI.create("https://identity:5000/v3"),
                                "launchlog",
                                "secret",
                                "Default",
                                null,
                                "Default",
                                null,
                                null,
                                Set.of("reader", "member", "admin"),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(10))));
    }

    @Test
    void every_property_is_read() {
        runner(List.of(
                        "url=http://identity:5000/v3",
                        "username=launchlog",
                        "password=secret",
                        "user-domain=Services",
                        "project=service",
                        "project-domain=Projects",
                        "reader-roles=Reader,auditor",
                        "timeout=1s",
                        "cache=2m",
                        "negative-cache=3s"))
                .run(context -> assertThat(context.getBean(KeystoneProperties.class))
                        .usingRecursiveComparison()
                        .isEqualTo(new KeystoneProperties(
                                URI.create("http://identity:5000/v3"),
                                "launchlog",
                                "secret",
                                "Services",
                                "service",
                                "Projects",
                                null,
                                null,
                                Set.of("reader", "auditor"),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(3))));
    }

    @Test
    void an_application_credential_takes_the_place_of_a_user() {
        runner(List.of(
                        "url=https://identity:5000/v3",
                        "application-credential-id=id",
                        "application-credential-secret=secret"))
                .run(context -> assertThat(
                                context.getBean(KeystoneProperties.class).credentials())
                        .isEqualTo(new Credentials.Application("id", "secret")));
    }

    @Test
    void no_secret_is_shown() {
        runner(NEEDED)
                .run(context -> assertThat(context.getBean(KeystoneProperties.class))
                        .asString()
                        .doesNotContain("secret"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    url=                                        | url                         | https://host:5000/v3
                    url=ftp://identity/v3                       | url is ftp://identity/v3    | https://host:5000/v3
                    url=identity:5000/v3                        | url is identity:5000/v3     | https://host:5000/v3
                    url=https://u:hidden@identity/v3            | url has a user              | https://host:5000/v3
                    url=https://identity/v3?a=b                 | url has a user, a query     | https://host:5000/v3
                    password=                                   | password is blank           | leave it out
                    username=                                   | username is blank           | leave it out
                    project=                                    | project is blank            | leave it out
                    user-domain=                                | user-domain is blank        | leave it out
                    application-credential-id=id                | application-credential-secret is missing | both or none
                    application-credential-secret=hidden        | application-credential-id is missing | both or none
                    timeout=0s                                  | timeout is PT0S             | more than 0
                    cache=6m                                    | cache is PT6M               | 0 to PT5M
                    negative-cache=-1s                          | negative-cache is PT-1S     | 0 to PT5M
                    """)
    void what_is_wrong_is_named_with_what_is_allowed(String property, String problem, String remedy) {
        List<String> properties = new ArrayList<>(NEEDED);
        properties.add(property);
        assertFails(properties, PREFIX + problem, remedy);
    }

    @Test
    void half_a_user_none_at_all_and_both_are_refused() {
        assertFails(List.of("url=https://identity/v3", "username=launchlog"), PREFIX + "password is missing", "both");
        assertFails(List.of("url=https://identity/v3", "password=hidden"), PREFIX + "username is missing", "both");
        assertFails(List.of("url=https://identity/v3"), "needs credentials", PREFIX + "username and password");
        List<String> both = new ArrayList<>(NEEDED);
        both.addAll(List.of("application-credential-id=id", "application-credential-secret=hidden"));
        assertFails(both, "needs credentials", "either");
        assertFails(NEEDED.subList(1, 3), PREFIX + "url is missing", "https://host:5000/v3");
    }

    private static void assertFails(List<String> properties, String problem, String remedy) {
        runner(properties)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(problem)
                        .hasMessageContaining(remedy)
                        .hasMessageNotContaining("hidden"));
    }

    private static ApplicationContextRunner runner(List<String> properties) {
        return new ApplicationContextRunner()
                .withUserConfiguration(Properties.class)
                .withPropertyValues("launchlog.auth.mode=keystone")
                .withPropertyValues(
                        properties.stream().map(property -> PREFIX + property).toArray(String[]::new));
    }
}
