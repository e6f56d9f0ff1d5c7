package io.launchlog.query.cors;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** In front of the filter that answers {@code OPTIONS} and what is no path or method of the API. */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    @Bean
    FilterRegistrationBean<CorsHeadersFilter> corsHeaders(CorsProperties properties) {
        List<String> origins = properties.allowedOrigins();
        FilterRegistrationBean<CorsHeadersFilter> registration =
                new FilterRegistrationBean<>(new CorsHeadersFilter(origins));
        registration.setEnabled(!origins.isEmpty());
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return registration;
    }
}
