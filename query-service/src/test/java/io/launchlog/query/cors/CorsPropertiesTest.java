package io.launchlog.query.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class CorsPropertiesTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CorsProperties.class)
    static class Properties {}

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Properties.class);

    @Test
    void no_origin_is_allowed_by_default() {
        runner.run(context -> assertThat(context.getBean(CorsProperties.class).allowedOrigins())
                .isEmpty());
    }

    @Test
    void origins_are_listed_with_commas() {
        runner.withPropertyValues(
                        "launchlog.query.cors.allowed-origins=https://console.example.com,http://localhost:3000,*")
                .run(context -> assertThat(context.getBean(CorsProperties.class).allowedOrigins())
                        .isEqualTo(List.of("https://console.example.com", "http://localhost:3000", "*")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "console.example.com",
                "https://console.example.com/",
                "https://console.example.com/path",
                "https://*.example.com",
                "https://user@console.example.com",
                "https://",
                "ftp://console.example.com",
                "HTTPS://console.example.com",
                "null",
                "a b"
            })
    void what_is_no_origin_is_refused(String text) {
        runner.withPropertyValues("launchlog.query.cors.allowed-origins=" + text)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("launchlog.query.cors.allowed-origins has " + text
                                + "; allowed: * or scheme, host and port, such as https://console.example.com"));
    }
}
