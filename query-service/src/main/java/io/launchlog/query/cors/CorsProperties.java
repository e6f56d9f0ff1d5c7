package io.launchlog.query.cors;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose scripts may read.
 *
 * @param allowedOrigins as browsers send them in {@code Origin}, such as {@code https://console.example.com}; or
 *     {@code *} for any, as tokens are not sent by themselves like cookies
 */
@ConfigurationProperties("launchlog.query.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {

    /** @throws IllegalArgumentException when one is no origin */
    CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!origin.equals("*") && !isOrigin(origin)) {
                throw new IllegalArgumentException("launchlog.query.cors.allowed-origins has " + origin
                        + "; allowed: * or scheme, host and port, such as https://console.example.com");
            }
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            boolean ofBrowsers = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return ofBrowsers && uri.getHost() != null && text.equals(uri.getScheme() + "://" + hostAndPort(uri));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hostAndPort(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
