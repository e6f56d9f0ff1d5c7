package io.launchlog.query.auth;

import io.launchlog.query.access.GrantedProject;
import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import io.launchlog.query.exchange.Deadline;
import io.launchlog.query.request.ApiPath;
import io.launchlog.query.request.Arrival;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through to its endpoint when its token may read the project of the path. */
final class AuthInterceptor implements HandlerInterceptor {

    private static final String HEADER = "X-Auth-Token";

    /** What one header may have (contract section 3): nobody needs to be asked about a longer one. */
    private static final int LONGEST_TOKEN = 32 * 1024;

    private static final String IDENTITY_SERVICE = "The identity service";

    private final TokenVerifier verifier;
    private final Duration longest;

    /** @param longest how long a request may take, from its arrival on */
    AuthInterceptor(TokenVerifier verifier, Duration longest) {
        this.verifier = verifier;
        this.longest = longest;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String projectId = projectOf(tokenOf(request), Arrival.deadline(request, longest));
        if (!projectId.equals(ApiPath.of(request).projectId())) {
            throw new ApiException(ApiError.otherProject());
        }
        GrantedProject.note(request, projectId);
        return true;
    }

    private String projectOf(String token, Deadline deadline) {
        return switch (verifier.verify(token, deadline)) {
            case TokenVerdict.Granted(String projectId) -> projectId;
            case TokenVerdict.Expired expired -> throw new ApiException(ApiError.tokenExpired());
            case TokenVerdict.Invalid invalid -> throw new ApiException(ApiError.tokenInvalid());
            case TokenVerdict.WithoutProject withoutProject -> throw new ApiException(ApiError.tokenWithoutProject());
            case TokenVerdict.RoleMayNotRead roleMayNotRead -> throw new ApiException(ApiError.roleMayNotRead());
            case TokenVerdict.Unavailable unavailable -> throw new ApiException(ApiError.unreachable(IDENTITY_SERVICE));
            case TokenVerdict.TooSlow tooSlow -> throw new ApiException(ApiError.tooSlow(IDENTITY_SERVICE));
            case TokenVerdict.TooMany tooMany -> throw new ApiException(ApiError.tooManyRequests());
        };
    }

    private static String tokenOf(HttpServletRequest request) {
        List<String> tokens = Collections.list(request.getHeaders(HEADER));
        if (tokens.size() > 1) {
            throw new ApiException(ApiError.tokenInvalid());
        }
        if (tokens.isEmpty() || tokens.getFirst().isBlank()) {
            throw new ApiException(ApiError.tokenMissing());
        }
        if (tokens.getFirst().length() > LONGEST_TOKEN) {
            throw new ApiException(ApiError.tokenInvalid());
        }
        return tokens.getFirst();
    }
}
