package io.launchlog.query.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.error.BrokenOff;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StaticFileTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/docs");

    @Test
    void a_client_that_reads_too_slowly_breaks_the_answer_off_and_is_no_error() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse() {
            @Override
            public ServletOutputStream getOutputStream() {
                return new Stuck();
            }
        };

        file().handleRequest(request, response);

        assertThat(BrokenOff.isNoted(request)).isTrue();
    }

    @Test
    void a_file_that_is_read_is_whole() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        file().handleRequest(request, response);

        assertThat(response.getContentAsString()).isEqualTo("content");
        assertThat(BrokenOff.isNoted(request)).isFalse();
    }

    private static StaticFile file() {
        return new StaticFile(
                () -> new ByteArrayResource("content".getBytes(StandardCharsets.UTF_8)),
                "text/plain",
                Map.of(),
                UnaryOperator.identity());
    }

    private static final class Stuck extends ServletOutputStream {

        @Override
        public void write(int one) throws IOException {
            throw new SocketTimeoutException("The client did not read its answer");
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    }
}
