package io.launchlog.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.KnownProperties;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SecurityPageTest {

    private static final Pattern VARIABLE = Pattern.compile("\\b(SPRING|SERVER|LAUNCHLOG)_[A-Z_]+");
    private static final Pattern PROPERTY =
            Pattern.compile("`((spring|launchlog)\\.(?!service-events)[a-z.-]+[a-z])(?=[`=])");

    private final String page = Checkout.text("deploy/SECURITY.md");

    @Test
    void every_variable_of_the_page_sets_a_property() {
        List<String> variables = found(VARIABLE, 0);

        assertThat(variables).contains("SPRING_KAFKA_SSL_BUNDLE");
        assertThat(variables).allMatch(KnownProperties.all()::hasVariable);
    }

    @Test
    void every_property_of_the_page_is_one() {
        List<String> properties = found(PROPERTY, 1);

        assertThat(properties).contains("launchlog.auth.mode", "spring.elasticsearch.api-key");
        assertThat(properties).allMatch(KnownProperties.all()::has);
    }

    private List<String> found(Pattern pattern, int group) {
        return pattern.matcher(page)
                .results()
                .map(result -> result.group(group))
                .distinct()
                .toList();
    }
}
