package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckTest {

    private static final FuzzRequest GET = new FuzzRequest(1, "GET / HTTP/1.1\r\n\r\n", false, true);
    private static final FuzzRequest HEAD = new FuzzRequest(1, "HEAD / HTTP/1.1\r\n\r\n", true, true);
    private static final FuzzRequest WITHOUT_VERSION = new FuzzRequest(1, "GET /\r\n\r\n", false, false);

    @ParameterizedTest
    @CsvSource({
        "400, ModelArts.0107",
        "401, ModelArts.0203",
        "403, ModelArts.0210",
        "404, ModelArts.3502",
        "405, ModelArts.2803",
        "414, ModelArts.0107",
        "429, ModelArts.6101",
        "431, ModelArts.0107",
        "501, ModelArts.0107",
        "503, ModelArts.4302",
        "504, ModelArts.4503",
        "505, ModelArts.0107"
    })
    void an_error_of_the_contract_is_right(int status, String code) {
        assertThat(AnswerCheck.problems(GET, error(status, code))).isEmpty();
        assertThat(AnswerCheck.problems(GET, error(status, "ModelArts.9999")))
                .containsExactly(status + " without its error body");
    }

    @Test
    void a_page_and_an_answer_without_a_body_are_right() {
        assertThat(AnswerCheck.problems(GET, answer(200, "{\"count\":0}"))).isEmpty();
        assertThat(AnswerCheck.problems(HEAD, answer(200, ""))).isEmpty();
        assertThat(AnswerCheck.problems(HEAD, answer(404, ""))).isEmpty();
        assertThat(AnswerCheck.problems(GET, answer(204, ""))).isEmpty();
        assertThat(AnswerCheck.problems(GET, answer(304, ""))).isEmpty();
        assertThat(AnswerCheck.problems(GET, answer(200, "<html>"))).containsExactly("200 without a JSON object");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 302, 418, 406})
    void another_status_is_none_of_the_contract(int status) {
        assertThat(AnswerCheck.problems(GET, error(status, "ModelArts.0107")))
                .containsExactly(status + " is not documented, or must not be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "[]",
                "{\"error_code\":\"ModelArts.0107\"}",
                "{\"error_code\":\"ModelArts.0107\",\"error_msg\":\" \"}",
                "{\"error_code\":\"ModelArts.0107\",\"error_msg\":1}",
                "{\"error_msg\":\"x\",\"error_code\":\"ModelArts.0107\"}",
                "{\"error_code\":\"ModelArts.0107\",\"error_msg\":\"x\",\"trace\":\"at io.launchlog\"}"
            })
    void an_error_has_its_two_fields_and_nothing_else(String body) {
        assertThat(AnswerCheck.problems(GET, answer(400, body))).containsExactly("400 without its error body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Content-Type-Options",
                "Content-Security-Policy",
                "Referrer-Policy",
                "Cross-Origin-Resource-Policy",
                "Cache-Control",
                "Vary",
                "X-Request-Id"
            })
    void no_answer_is_without(String header) {
        Map<String, List<String>> headers = headers();
        headers.remove(header);

        assertThat(AnswerCheck.problems(GET, new Answer(200, headers, "{}"))).containsExactly(header + " is ''");
    }

    @Test
    void an_error_says_what_to_do() {
        Map<String, List<String>> headers = headers();
        headers.remove("Allow");
        headers.remove("Retry-After");
        headers.put("Content-Type", List.of("text/html"));

        assertThat(AnswerCheck.problems(HEAD, new Answer(405, headers, "")))
                .containsExactly("an error that is not said to be JSON", "405 without Allow");
        assertThat(AnswerCheck.problems(HEAD, new Answer(429, headers, ""))).contains("429 without Retry-After");
        assertThat(AnswerCheck.problems(HEAD, new Answer(503, headers, ""))).contains("503 without Retry-After");
    }

    @Test
    void no_token_is_given_back_and_no_other_origin_let_in() {
        Map<String, List<String>> headers = headers();
        headers.put("Access-Control-Allow-Origin", List.of(Tokens.accepted(1)));

        assertThat(AnswerCheck.problems(GET, new Answer(200, headers, "{}")))
                .containsExactly("a token is in the answer", "other origins are let in");
        assertThat(AnswerCheck.problems(
                        GET, answer(200, "{\"a\":\"" + Tokens.accepted(1).substring(1, 9) + "\"}")))
                .containsExactly("a token is in the answer");
    }

    @Test
    void an_answer_without_a_head_is_for_requests_without_a_version() {
        Answer answer = new Answer(0, Map.of(), "{}");

        assertThat(AnswerCheck.problems(WITHOUT_VERSION, answer)).isEmpty();
        assertThat(AnswerCheck.problems(GET, answer)).containsExactly("there is no status line");
    }

    private static Answer error(int status, String code) {
        return answer(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"What is wrong.\"}");
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, headers(), body);
    }

    private static Map<String, List<String>> headers() {
        return new HashMap<>(Map.of(
                "X-Content-Type-Options", List.of("nosniff"),
                "Content-Security-Policy", List.of("default-src 'none'; frame-ancestors 'none'"),
                "Referrer-Policy", List.of("no-referrer"),
                "Cross-Origin-Resource-Policy", List.of("same-origin"),
                "Cache-Control", List.of("private, no-cache"),
                "Vary", List.of("x-auth-token,accept-encoding"),
                "X-Request-Id", List.of("a-1"),
                "Allow", List.of("GET, HEAD, OPTIONS"),
                "Retry-After", List.of("1"),
                "Content-Type", List.of("application/json;charset=UTF-8")));
    }
}
