package io.launchlog.query.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.search.SearchProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
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
    void a_start_without_any_token_is_warned_of(CapturedOutput output) {
        runner.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains("WARN", "launchlog.auth.static.TOKEN=PROJECT");
    }

    @Test
    void a_start_with_a_token_is_not_and_the_token_not_logged(CapturedOutput output) {
        runner.withPropertyValues("launchlog.auth.static.my-token=demo")
                .run(context -> assertThat(context.getBean(TokenVerifier.class).verify("my-token"))
                        .isEqualTo(new TokenVerdict.Granted("demo")));

        assertThat(output).doesNotContain("launchlog.auth.static").doesNotContain("my-token");
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
