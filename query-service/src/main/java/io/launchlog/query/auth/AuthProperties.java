package io.launchlog.query.auth;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Who may read.
 *
 * @param mode who tells what tokens are worth: this configuration, or Keystone
 * @param staticTokens tokens and their projects; an empty project makes a token without one. A token of other
 *     characters than letters, digits and dashes is written in brackets: {@code launchlog.auth.static.[a/b+c]=project}; one with an equals sign in a file, not on
 *     the command line
 */
@ConfigurationProperties("launchlog.auth")
record AuthProperties(
        @DefaultValue("static") Mode mode,
        @Name("static") @DefaultValue Map<String, String> staticTokens) {

    /** Who tells what tokens are worth. */
    enum Mode {
        STATIC,
        KEYSTONE
    }

    AuthProperties {
        staticTokens = Map.copyOf(staticTokens);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "AuthProperties[" + mode + ", " + staticTokens.size() + " static tokens]";
    }
}
