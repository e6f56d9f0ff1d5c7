package io.launchlog.query.auth;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Guards every path of the API. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {

    @Bean
    @ConditionalOnProperty(name = "launchlog.auth.mode", havingValue = "static", matchIfMissing = true)
    TokenVerifier staticTokens(AuthProperties properties) {
        return new StaticTokens(properties.staticTokens());
    }

    @Bean
    WebMvcConfigurer authentication(TokenVerifier verifier) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AuthInterceptor(verifier)).addPathPatterns("/v1/**");
            }
        };
    }
}
