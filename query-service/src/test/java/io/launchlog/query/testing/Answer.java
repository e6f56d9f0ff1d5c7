package io.launchlog.query.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the API, read as a client reads it. */
public record Answer(int status, JsonNode body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a successful answer. */
    public static Answer ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new Answer(200, JSON.readTree(response.body()));
    }

    /** Asserts the error of the contract: status, code, body of two fields, JSON, request id. */
    public static void assertError(HttpResponse<String> response, int status, String code, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        JsonNode body = JSON.readTree(response.body());
        assertThat(body.propertyNames()).containsExactly("error_code", "error_msg");
        assertThat(body.get("error_code").asString()).isEqualTo("ModelArts." + code);
        assertThat(body.get("error_msg").asString()).contains(message);
    }

    public long total() {
        return body.get("total_count").asLong();
    }

    public int count() {
        return body.get("count").asInt();
    }

    public List<String> infos() {
        return texts("events", "event_info");
    }

    public List<String> texts(String array, String field) {
        JsonNode nodes = body.get(array);
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> nodes.get(i).get(field).asString())
                .toList();
    }
}
