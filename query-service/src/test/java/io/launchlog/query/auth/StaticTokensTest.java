package io.launchlog.query.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

class StaticTokensTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AuthProperties.class)
    static class Properties {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Test
    void aKnownTokenIsGrantedItsProject() {
        StaticTokens tokens = new StaticTokens(Map.of("one", "p1", "two", "p2", "none", ""));
        assertThat(tokens.verify("one")).isEqualTo(new TokenVerdict.Granted("p1"));
        assertThat(tokens.verify("two")).isEqualTo(new TokenVerdict.Granted("p2"));
    }

    @Test
    void aTokenWithAnEmptyProjectHasNone() {
        assertThat(new StaticTokens(Map.of("none", "")).verify("none")).isEqualTo(new TokenVerdict.WithoutProject());
    }

    @Test
    void anyOtherTokenIsInvalid() {
        StaticTokens tokens = new StaticTokens(Map.of("one", "p1"));
        assertThat(tokens.verify("One")).isEqualTo(new TokenVerdict.Invalid());
        assertThat(tokens.verify("one ")).isEqualTo(new TokenVerdict.Invalid());
        assertThat(new StaticTokens(Map.of()).verify("one")).isEqualTo(new TokenVerdict.Invalid());
    }

    @Test
    void tokensOfAnyCharactersCanBeConfigured() {
        Map<String, Object> properties = Map.of(
                "launchlog.auth.static.plain-1", "a",
                "launchlog.auth.static.header.payload.signature", "b",
                "launchlog.auth.static.[aB+/c=:.d_e~]", "c",
                "launchlog.auth.static.[unscoped]", "");
        runner.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("tokens", properties)))
                .run(context -> assertThat(context.getBean(AuthProperties.class).staticTokens())
                        .containsOnly(
                                Map.entry("plain-1", "a"),
                                Map.entry("header.payload.signature", "b"),
                                Map.entry("aB+/c=:.d_e~", "c"),
                                Map.entry("unscoped", "")));
    }

    @Test
    void noneAreConfiguredByDefaultAndNoneAreShown() {
        runner.run(context ->
                assertThat(context.getBean(AuthProperties.class).staticTokens()).isEmpty());
        assertThat(new AuthProperties(AuthProperties.Mode.STATIC, Map.of("secret", "p")))
                .hasToString("AuthProperties[STATIC, 1 static tokens]");
    }
}
