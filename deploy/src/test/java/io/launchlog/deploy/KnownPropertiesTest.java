package io.launchlog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPropertiesTest {

    private final KnownProperties properties = KnownProperties.all();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.kafka.bootstrap-servers",
                "spring.kafka.properties.sasl.mechanism",
                "spring.elasticsearch.uris[0]",
                "launchlog.topic.replication-factor",
                "launchlog.query.deadline",
                "launchlog.auth.static.a-token",
                "management.server.port",
                "server.port"
            })
    void knowsPropertiesOfBothServicesAndOfSpringBoot(String name) {
        assertThat(properties.has(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"launchlog.query.dead-line", "launchlog.topic", "spring.kafka.bootstrap-server", ""})
    void doesNotKnowOthers(String name) {
        assertThat(properties.has(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_KAFKA_BOOTSTRAPSERVERS",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
                "LAUNCHLOG_QUERY_MAXCONCURRENTSEARCHES",
                "SERVER_PORT"
            })
    void knowsTheirEnvironmentVariables(String variable) {
        assertThat(properties.hasVariable(variable)).isTrue();
    }

    @Test
    void doesNotKnowOtherVariables() {
        assertThat(properties.hasVariable("LAUNCHLOG_QUERY_DEADLINES")).isFalse();
        assertThat(properties.hasVariable("PATH")).isFalse();
    }
}
