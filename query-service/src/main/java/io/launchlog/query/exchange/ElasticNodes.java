package io.launchlog.query.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchConnectionDetails;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchConnectionDetails.Node;
import org.springframework.util.StringUtils;

/** The nodes as they are configured. */
final class ElasticNodes {

    private ElasticNodes() {}

    /** The API key comes first, as with Spring Boot's client, then a node's own user, then the user of all. */
    static List<ElasticNode> of(ElasticsearchConnectionDetails details) {
        String pathPrefix = prefix(details.getPathPrefix());
        return details.getNodes().stream()
                .map(node -> new ElasticNode(host(node), pathPrefix, authorization(node, details)))
                .toList();
    }

    private static HttpHost host(Node node) {
        return new HttpHost(node.protocol().name().toLowerCase(Locale.ROOT), node.hostname(), node.port());
    }

    private static @Nullable String authorization(Node node, ElasticsearchConnectionDetails details) {
        if (details.getApiKey() != null) {
            return "ApiKey " + details.getApiKey();
        }
        String own = basic(node.username(), node.password());
        return own == null ? basic(details.getUsername(), details.getPassword()) : own;
    }

    private static @Nullable String basic(@Nullable String user, @Nullable String password) {
        if (!StringUtils.hasText(user)) {
            return null;
        }
        String both = user + ":" + (password == null ? "" : password);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String prefix(@Nullable String configured) {
        String path = StringUtils.trimTrailingCharacter(configured == null ? "" : configured, '/');
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }
}
