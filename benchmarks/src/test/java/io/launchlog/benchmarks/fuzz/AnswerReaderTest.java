package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    @Test
    void a_body_of_a_known_length_leaves_the_next_answer_on_the_connection() throws IOException {
        AnswerReader reader = reader("""
                HTTP/1.1 404\r
                Content-Length: 2\r
                Vary: a\r
                vary: b\r
                \r
                {}HTTP/1.1 204 No Content\r
                \r
                """);

        Answer first = reader.read(false);
        assertThat(first.status()).isEqualTo(404);
        assertThat(first.body()).isEqualTo("{}");
        assertThat(first.header("Vary")).isEqualTo("a, b");
        assertThat(first.keepsConnection()).isTrue();
        assertThat(reader.read(false).status()).isEqualTo(204);
    }

    @Test
    void chunks_are_put_together() throws IOException {
        Answer answer = reader("""
                HTTP/1.1 200 OK\r
                Transfer-Encoding: chunked\r
                \r
                3\r
                abc\r
                A\r
                0123456789\r
                0\r
                \r
                """).read(false);

        assertThat(answer.body()).isEqualTo("abc0123456789");
    }

    @Test
    void a_body_without_a_length_ends_with_the_connection() throws IOException {
        Answer answer =
                reader("HTTP/1.0 400 Bad\r\nConnection: close\r\n\r\nall of it").read(false);

        assertThat(answer.body()).isEqualTo("all of it");
        assertThat(answer.keepsConnection()).isFalse();
    }

    @Test
    void an_answer_to_head_has_no_body_whatever_its_length_says() throws IOException {
        Answer answer = reader("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n").read(true);

        assertThat(answer.body()).isEmpty();
    }

    @Test
    void what_comes_before_the_final_answer_is_passed_over() throws IOException {
        assertThat(reader("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 405\r\nContent-Length: 0\r\n\r\n")
                        .read(false)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void a_packed_body_is_unpacked() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(latin("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"));
        try (GZIPOutputStream packed = new GZIPOutputStream(answer)) {
            packed.write(latin("{\"count\":0}"));
        }

        assertThat(new AnswerReader(new ByteArrayInputStream(answer.toByteArray()))
                        .read(false)
                        .body())
                .isEqualTo("{\"count\":0}");
    }

    @Test
    void an_answer_without_a_head_is_told_apart() throws IOException {
        Answer answer = reader("{\"error_code\":\"x\"}").read(false);

        assertThat(answer.hasHead()).isFalse();
        assertThat(answer.keepsConnection()).isFalse();
        assertThat(answer.body()).isEqualTo("{\"error_code\":\"x\"}");
    }

    @Test
    void none_or_half_an_answer_is_no_answer() {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader("").read(false));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
                        .read(false));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
                        .read(false));
    }

    @Test
    void what_is_no_http_is_refused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("HTTP/1.1 abc\r\n\r\n").read(false));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nno header\r\n\r\n").read(false));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n")
                        .read(false));
    }

    private static AnswerReader reader(String bytes) {
        return new AnswerReader(new ByteArrayInputStream(latin(bytes)));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
