package io.launchlog.query.request;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Whom a request asks about, read from its path as it came: Spring would take {@code id;a=b} for {@code id}.
 *
 * @param projectId decoded, not checked
 * @param serviceId decoded, not checked; empty for the list of services
 */
public record ApiPath(String projectId, String serviceId) {

    private static final String ATTRIBUTE = ApiPath.class.getName();

    /** The path that {@link PathAndMethodFilter} found in this request. */
    public static ApiPath of(HttpServletRequest request) {
        ApiPath path = find(request);
        if (path != null) {
            return path;
        }
        throw new IllegalStateException("An endpoint is mapped to a path that the filter does not know");
    }

    /** The same; null when the request's path is none of the API's, or was not looked at. */
    public static @Nullable ApiPath find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ApiPath path ? path : null;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Null when the path is none of the API's.
     *
     * @throws IllegalArgumentException when a percent sign encodes nothing; behind a semicolon Tomcat lets it through
     */
    static @Nullable ApiPath parse(String rawPath) {
        if (!rawPath.startsWith("/") || isOtherwiseWritten(rawPath)) {
            return null;
        }
        List<String> segments = List.of(rawPath.substring(1).split("/", -1));
        int count = segments.size();
        boolean known = count >= 3
                && count <= 5
                && segments.get(0).equals("v1")
                && segments.get(2).equals("services")
                && (count < 5 || segments.get(4).equals("events"));
        return known ? new ApiPath(decode(segments.get(1)), count > 3 ? decode(segments.get(3)) : "") : null;
    }

    /** A double or trailing slash, or an encoded one: no path that we have (contract section 6). */
    static boolean isOtherwiseWritten(String rawPath) {
        return rawPath.contains("//")
                || (rawPath.length() > 1 && rawPath.endsWith("/"))
                || rawPath.contains("%2F")
                || rawPath.contains("%2f");
    }

    private static String decode(String segment) {
        return UriUtils.decode(segment, StandardCharsets.UTF_8);
    }
}
