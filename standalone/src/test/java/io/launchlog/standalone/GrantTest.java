package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class GrantTest {

    private final Grant.Converter converter = new Grant.Converter();

    @Test
    void the_last_equals_sign_ends_the_token() {
        Grant grant = converter.convert("MIIF==a/b+c==my-project");

        assertThat(grant.token()).isEqualTo("MIIF==a/b+c=");
        assertThat(grant.project()).isEqualTo("my-project");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret=", "=project", "secret=no project", "secret=.."})
    void a_wrong_grant_is_refused_without_showing_the_token(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void the_token_is_not_in_its_text() {
        assertThat(new Grant("secret", "project")).hasToString("Grant[project=project]");
    }
}
