package io.launchlog.query.cors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds to an answer that scripts of some origins may read it (Fetch standard, "HTTP extensions"). It refuses nobody: an
 * origin that is not allowed is answered as without this filter, and its browser keeps the answer from it. So there is no
 * status that the contract does not have, and preflight requests are answered as every {@code OPTIONS} is.
 */
final class CorsHeadersFilter extends OncePerRequestFilter {

    private static final Duration KNOWN_FOR = Duration.ofMinutes(30);

    private final HeadersOnly headers = new HeadersOnly();
    private final CorsConfiguration configuration = new CorsConfiguration();

    CorsHeadersFilter(List<String> allowedOrigins) {
        configuration.setAllowedOrigins(allowedOrigins);
        configuration.setAllowedMethods(List.of("GET", "HEAD"));
        configuration.setAllowedHeaders(List.of("X-Auth-Token", "If-None-Match", "X-Request-Id", "Content-Type"));
        configuration.setExposedHeaders(List.of("ETag", "X-Request-Id", "Retry-After"));
        configuration.setMaxAge(KNOWN_FOR);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        headers.processRequest(configuration, request, response);
        chain.doFilter(request, response);
    }

    private static final class HeadersOnly extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            // No header is what tells the browser.
        }
    }
}
