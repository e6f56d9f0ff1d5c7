package io.launchlog.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.benchmarks.load.Project;
import io.launchlog.model.event.ServiceKey;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGeneratorTest {

    private static final int MANY = 5000;

    private static final List<Project> PROJECTS = List.of(
            new Project(Tokens.accepted(1), List.of(new ServiceKey("mine", "one"), new ServiceKey("mine", "two"))),
            new Project(Tokens.accepted(5), List.of(new ServiceKey("theirs", "three"))));

    private static final List<FuzzRequest> REQUESTS = requests(7);

    @Test
    void the_same_seed_makes_the_same_requests_in_whatever_order() {
        RequestGenerator again = new RequestGenerator(7, PROJECTS);

        assertThat(again.request(MANY - 1)).isEqualTo(REQUESTS.getLast());
        assertThat(requests(7)).isEqualTo(REQUESTS);
    }

    @Test
    void another_seed_makes_other_requests() {
        assertThat(texts(requests(8))).isNotEqualTo(texts(REQUESTS));
    }

    @Test
    void hardly_any_request_comes_twice() {
        assertThat(texts(REQUESTS).stream().distinct().count()).isGreaterThan(MANY * 9 / 10);
    }

    @Test
    void every_request_is_whole_so_that_the_service_need_not_wait_for_its_end() {
        assertThat(texts(REQUESTS)).allMatch(text -> text.contains("\r\n\r\n"));
    }

    @Test
    void every_character_is_one_byte() {
        assertThat(texts(REQUESTS)).allMatch(text -> text.chars().allMatch(c -> c < 256));
    }

    @Test
    void a_connection_is_only_used_again_when_it_is_clear_where_the_request_ends() {
        assertThat(REQUESTS.stream().filter(FuzzRequest::keepsConnection))
                .isNotEmpty()
                .allMatch(request -> request.text().matches("(?s)(GET|HEAD|OPTIONS) .* HTTP/1\\.1\r\n.*\r\n\r\n"))
                .noneMatch(request -> request.text().contains("Content-Length"))
                .noneMatch(request -> request.text().contains("Transfer-Encoding"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%zz",
                "%00",
                "\0",
                "HEAD /v1/mine",
                "OPTIONS /",
                "DELETE /",
                "\r\nX-Auth-Token: zqx7",
                "\r\nX-Auth-Token: nozqx7",
                "/v1/theirs/services/",
                "limit=1001",
                "Transfer-Encoding: nope",
                "HTTP/9.9",
                "PRI * HTTP/2.0",
                "%6d%69%6e%65",
                ";jsessionid=1",
                "X-Filler-94: ",
                "X-Filler-299: ",
                "1e999999999",
                "X-Auth-Token : "
            })
    void there_are_requests_with(String part) {
        assertThat(texts(REQUESTS)).anyMatch(text -> text.contains(part));
    }

    @Test
    void there_are_requests_that_give_a_parameter_twice() {
        assertThat(texts(REQUESTS)).anyMatch(text -> text.matches("(?s).*[?&](limit|order|offset)=[^ ]*&\\1=.*"));
    }

    @Test
    void most_requests_are_of_the_api_or_nearly_so() {
        assertThat(count(request -> request.text().contains("/v1/mine/services")))
                .isGreaterThan(MANY / 3);
        assertThat(count(FuzzRequest::mayBeCutOff)).isBetween(1L, MANY / 20L);
    }

    @Test
    void a_token_is_in_no_line_but_those_of_its_headers() {
        assertThat(texts(REQUESTS))
                .allMatch(text -> text.lines()
                        .filter(line -> line.contains(Tokens.MARK))
                        .allMatch(line -> line.toLowerCase(Locale.ROOT)
                                .matches("(x-auth-token ?|x-subject-token|authorization):.*")));
    }

    private long count(Predicate<FuzzRequest> like) {
        return REQUESTS.stream().filter(like).count();
    }

    private static List<String> texts(List<FuzzRequest> requests) {
        return requests.stream().map(FuzzRequest::text).toList();
    }

    private static List<FuzzRequest> requests(long seed) {
        RequestGenerator generator = new RequestGenerator(seed, PROJECTS);
        return LongStream.range(0, MANY).mapToObj(generator::request).toList();
    }
}
