package io.launchlog.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpringArgumentsTest {

    @Test
    void a_dot_in_the_name_makes_an_argument_a_property() {
        SpringArguments split = SpringArguments.split(List.of(
                "dlq", "--spring.kafka.bootstrap-servers=a:1,b:2", "list", "--launchlog.x", "--reason", "conflict"));

        assertThat(split.spring()).containsExactly("--spring.kafka.bootstrap-servers=a:1,b:2", "--launchlog.x");
        assertThat(split.command()).containsExactly("dlq", "list", "--reason", "conflict");
    }

    @Test
    void a_dot_in_the_value_does_not() {
        SpringArguments split = SpringArguments.split(List.of("--project=a.b", "--since=1.5h", "a.b", "-x.y", "0:12"));

        assertThat(split.spring()).isEmpty();
        assertThat(split.command()).containsExactly("--project=a.b", "--since=1.5h", "a.b", "-x.y", "0:12");
    }

    @Test
    void the_name_of_a_property_is_told() {
        assertThat(SpringArguments.propertyOf("--server.port=1=2")).contains("server.port");
        assertThat(SpringArguments.propertyOf("--port=1")).isEmpty();
    }
}
