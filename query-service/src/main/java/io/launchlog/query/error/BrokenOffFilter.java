package io.launchlog.query.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes the container break the connection, so that half an answer is not taken for a whole one. */
@Component
@Order(BrokenOffFilter.INSIDE_THE_METRICS)
class BrokenOffFilter extends OncePerRequestFilter {

    /** Of Spring Boot, which come right behind the highest: there a broken answer counts as an error. */
    static final int INSIDE_THE_METRICS = Ordered.HIGHEST_PRECEDENCE + 2;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (BrokenOff.isNoted(request)) {
            // Tomcat takes anything else for an error of ours, and writes it down with its trace.
            throw new CloseNowException("The answer could not be completed");
        }
    }
}
