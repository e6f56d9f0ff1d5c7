package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpringPropertiesTest {

    @Test
    void a_dotted_name_is_a_property() {
        List<String> properties = List.of("--launchlog.retention=30d", "--logging.level.root=DEBUG", "--debug.on");

        assertThatCode(() -> SpringProperties.require(properties)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot=8080", "-x", "data", "--.a=b", "--=b"})
    void anything_else_is_no_option(String argument) {
        assertThatThrownBy(() -> SpringProperties.require(List.of(argument)))
                .isInstanceOf(CannotRunException.class)
                .hasMessageStartingWith("There is no option " + argument.split("=", 2)[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, --port",
        "spring.kafka.bootstrap-servers, --kafka-port",
        "spring.elasticsearch.uris, --elasticsearch-port"
    })
    void a_property_that_has_an_option_leads_there(String property, String option) {
        assertThatThrownBy(() -> SpringProperties.require(List.of("--" + property + "=1")))
                .isInstanceOf(CannotRunException.class)
                .hasMessage("Use " + option + " in place of --" + property);
    }
}
