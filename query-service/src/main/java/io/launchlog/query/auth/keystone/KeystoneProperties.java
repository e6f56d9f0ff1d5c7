package io.launchlog.query.auth.keystone;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the identity service is, and as whom this service asks it. Either a user with a password or an application
 * credential.
 *
 * @param url of version 3 of its API, such as {@code https://identity.example.com:5000/v3}
 * @param username of this service's own user; its role has to allow validating tokens
 * @param userDomain name of the user's domain
 * @param project name of the project whose role counts; without it the role counts that the user has in the whole system
 * @param projectDomain name of the project's domain
 * @param readerRoles names of the roles that may read, one of which a token needs; their case does not matter; empty when
 *     any token may
 * @param timeout for one answer
 * @param cache how long an answer is believed, at most 5 minutes; never longer than the token is good
 * @param negativeCache how long a refusal is believed
 */
@ConfigurationProperties("launchlog.auth.keystone")
@ConditionalOnProperty(name = "launchlog.auth.mode", havingValue = "keystone")
record KeystoneProperties(
        URI url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("Default") String userDomain,
        @Nullable String project,
        @DefaultValue("Default") String projectDomain,
        @Nullable String applicationCredentialId,
        @Nullable String applicationCredentialSecret,
        @DefaultValue({"reader", "member", "admin"}) Set<String> readerRoles,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("5m") Duration cache,
        @DefaultValue("10s") Duration negativeCache) {

    private static final String PREFIX = "launchlog.auth.keystone.";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration LONGEST_CACHE = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException when something is missing or out of its bounds */
    KeystoneProperties {
        readerRoles =
                readerRoles.stream().map(role -> role.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        requireAddress(url);
        requirePair("username", username, "password", password);
        requirePair(
                "application-credential-id",
                applicationCredentialId,
                "application-credential-secret",
                applicationCredentialSecret);
        if ((username == null) == (applicationCredentialId == null)) {
            throw new IllegalArgumentException("This service needs credentials for Keystone: either " + PREFIX
                    + "username and password, or " + PREFIX
                    + "application-credential-id and application-credential-secret");
        }
        requireText("user-domain", userDomain);
        requireText("project", project);
        requireText("project-domain", projectDomain);
        requirePositive("timeout", timeout);
        if (cache.isNegative() || cache.compareTo(LONGEST_CACHE) > 0) {
            throw new IllegalArgumentException(PREFIX + "cache is " + cache + "; allowed: 0 to " + LONGEST_CACHE);
        }
        if (negativeCache.isNegative() || negativeCache.compareTo(LONGEST_CACHE) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + "negative-cache is " + negativeCache + "; allowed: 0 to " + LONGEST_CACHE);
        }
    }

    /** It is shown in messages, so it must not have a password in it. */
    private static void requireAddress(@Nullable URI url) {
        String allowed = "; allowed: the address of Keystone's version 3, as https://host:5000/v3";
        if (url == null) {
            throw new IllegalArgumentException(PREFIX + "url is missing" + allowed);
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(PREFIX + "url has a user, a query or a fragment" + allowed);
        }
        if (url.getHost() == null
                || !SCHEMES.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(PREFIX + "url is " + url + allowed);
        }
    }

    private static void requirePair(
            String name, @Nullable String value, String secondName, @Nullable String secondValue) {
        if ((value == null) != (secondValue == null)) {
            throw new IllegalArgumentException(PREFIX + (value == null ? name : secondName)
                    + " is missing; allowed: both or none of it and " + PREFIX
                    + (value == null ? secondName : name));
        }
        requireText(name, value);
        requireText(secondName, secondValue);
    }

    private static void requireText(String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException(PREFIX + name + " is blank; allowed: a text, or leave it out");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(PREFIX + name + " is " + value + "; allowed: more than 0");
        }
    }

    Credentials credentials() {
        if (username != null && password != null) {
            return new Credentials.User(username, userDomain, password, project, projectDomain);
        }
        return new Credentials.Application(
                String.valueOf(applicationCredentialId), String.valueOf(applicationCredentialSecret));
    }

    ReadingRules rules() {
        return new ReadingRules(readerRoles, cache, negativeCache);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "KeystoneProperties[url=" + url + ", readerRoles=" + readerRoles + "]";
    }
}
