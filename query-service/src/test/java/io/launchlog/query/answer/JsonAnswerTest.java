package io.launchlog.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class JsonAnswerTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void a_small_answer_goes_out_whole_with_its_length_and_a_weak_validator() throws IOException {
        try (OutputStream answer = new JsonAnswer(request, response, UnaryOperator.identity())) {
            answer.write("{}".getBytes(StandardCharsets.US_ASCII));
            answer.flush();
            assertThat(response.isCommitted()).isFalse();
        }
        assertThat(response.getContentAsString()).isEqualTo("{}");
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getContentLength()).isEqualTo(2);
        // 128 bits of SHA-256 of {}.
        assertThat(response.getHeader("ETag")).isEqualTo("W/\"RBNvo1WzZ4oRRq0W9-hkng\"");
    }

    @Test
    void one_that_the_caller_has_is_not_sent() throws IOException {
        request.addHeader("If-None-Match", "W/\"RBNvo1WzZ4oRRq0W9-hkng\"");
        try (OutputStream answer = new JsonAnswer(request, response, UnaryOperator.identity())) {
            answer.write('{');
            answer.write('}');
        }
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getHeader("ETag")).isEqualTo("W/\"RBNvo1WzZ4oRRq0W9-hkng\"");
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getContentType()).isNull();
    }

    @Test
    void one_that_is_not_whole_is_not_sent() throws IOException {
        OutputStream answer = new JsonAnswer(request, response, UnaryOperator.identity());
        answer.write(new byte[JsonAnswer.MOST_KEPT_BACK]);
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.isCommitted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 8000, JsonAnswer.MOST_KEPT_BACK})
    void what_is_larger_than_the_bound_goes_out_while_it_comes_and_has_no_validator(int step) throws IOException {
        byte[] part = new byte[step];
        request.addHeader("If-None-Match", "*");
        int written = 0;
        try (OutputStream answer = new JsonAnswer(request, response, UnaryOperator.identity())) {
            for (; written <= JsonAnswer.MOST_KEPT_BACK; written += step) {
                answer.write(part);
            }
            assertThat(response.getContentAsByteArray()).hasSize(written);
        }
        assertThat(response.getContentAsByteArray()).hasSize(written);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("ETag")).isNull();
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getHeader("Content-Length")).isNull();
    }
}
