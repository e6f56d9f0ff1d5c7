package io.launchlog.query.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.query.error.BrokenOff;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StaticFileTest {

    private final Semaphore places = new Semaphore(1);
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

    @Test
    void when_as_many_files_are_sent_as_may_be_there_are_too_many_requests() throws Exception {
        MockHttpServletResponse refused = new MockHttpServletResponse();
        StaticFile busy = file(client -> {
            send(file(), refused);
            return client;
        });
        MockHttpServletResponse first = new MockHttpServletResponse();

        send(busy, first);

        assertThat(first.getContentAsString()).isEqualTo("content");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getContentAsString()).contains("ModelArts.6101");
        assertThat(refused.getHeader("Retry-After")).isNotBlank();
        assertThat(refused.getHeader("ETag")).isNull();
    }

    @Test
    void an_answer_that_is_broken_off_leaves_its_place() throws Exception {
        MockHttpServletResponse first = new MockHttpServletResponse() {
            @Override
            public ServletOutputStream getOutputStream() {
                return new Stuck();
            }
        };
        send(file(), first);
        MockHttpServletResponse second = new MockHttpServletResponse();
        send(file(), second);
        assertThat(second.getContentAsString()).isEqualTo("content");
    }

    private void send(StaticFile file, MockHttpServletResponse response) {
        try {
            file.handleRequest(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StaticFile file() {
        return file(UnaryOperator.identity());
    }

    private StaticFile file(UnaryOperator<OutputStream> client) {
        return new StaticFile(
                () -> new ByteArrayResource("content".getBytes(StandardCharsets.UTF_8)),
                "text/plain",
                Map.of(),
                client,
                places);
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
