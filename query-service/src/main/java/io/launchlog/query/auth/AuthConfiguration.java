package io.launchlog.query.auth;

import io.launchlog.query.search.SearchProperties;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Guards every path of the API. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AuthConfiguration.class);

    @Bean
    @ConditionalOnProperty(name = "launchlog.auth.mode", havingValue = "static", matchIfMissing = true)
    TokenVerifier staticTokens(AuthProperties properties) {
        if (properties.staticTokens().isEmpty()) {
            LOG.warn(
                    "No token is configured, so every request will be answered with 401: give each token its project by"
                            + " launchlog.auth.static.TOKEN=PROJECT, or ask Keystone by launchlog.auth.mode=keystone");
        }
        return new StaticTokens(properties.staticTokens());
    }

    /**
     * The guard.
     *
     * @param mode as it is written: of an empty one Spring Boot makes the default, but no verifier
     * @throws InvalidConfigurationPropertyValueException when there is none of that name
     */
    @Bean
    WebMvcConfigurer authentication(
            @Value("${launchlog.auth.mode:static}") String mode,
            ObjectProvider<TokenVerifier> verifiers,
            SearchProperties search) {
        if (Arrays.stream(AuthProperties.Mode.values())
                .noneMatch(known -> known.name().equalsIgnoreCase(mode))) {
            throw new InvalidConfigurationPropertyValueException(
                    "launchlog.auth.mode", mode, "Allowed: static, keystone.");
        }
        TokenVerifier verifier = verifiers.getObject();
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AuthInterceptor(verifier, search.deadline()))
                        .addPathPatterns("/v1/**");
            }
        };
    }
}
