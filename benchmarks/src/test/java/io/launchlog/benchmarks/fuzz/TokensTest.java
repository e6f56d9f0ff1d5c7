package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void any_eight_characters_of_an_accepted_token_can_be_found_again() {
        String token = Tokens.accepted(3);

        for (int i = 0; i + 8 <= token.length(); i++) {
            assertThat(token.substring(i, i + 8)).contains(Tokens.MARK);
        }
    }

    @Test
    void accepted_tokens_differ_and_can_be_configured() {
        assertThat(Tokens.accepted(1)).isNotEqualTo(Tokens.accepted(2)).matches("[a-z0-9]+");
    }

    @Test
    void a_wrong_token_can_be_found_and_is_none_that_is_accepted() {
        for (int i = 0; i < 1000; i++) {
            assertThat(Tokens.wrong(new Dice(1, i))).contains(Tokens.MARK).startsWith("no");
        }
    }
}
