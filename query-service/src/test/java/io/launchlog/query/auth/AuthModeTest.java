package io.launchlog.query.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.search.SearchProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class AuthModeTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({AuthProperties.class, SearchProperties.class})
    static class Properties {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class, AuthConfiguration.class);

    @Test
    void static_tokens_are_the_default() {
        runner.run(context -> assertThat(context.getBean(TokenVerifier.class)).isInstanceOf(StaticTokens.class));
    }

    @Test
    void an_empty_mode_ends_the_start_with_what_is_allowed() {
        runner.withPropertyValues("launchlog.auth.mode=")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("launchlog.auth.mode")
                        .hasMessageContaining("static, keystone"));
    }
}
