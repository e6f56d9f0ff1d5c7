package io.launchlog.deploy.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API. */
record Api(String address) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LIMIT = 20;

    /** An answer as it came. */
    record Answer(int status, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** @param path behind the project, such as {@code /services} */
    Answer get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/" + Installation.PROJECT + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-Auth-Token", Installation.PROJECT)
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** All pages of those services, and what is said of each itself, as they come. */
    List<String> pages(Collection<String> services) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        for (String service : services) {
            String path = "/services/" + service;
            pages.add(ok(path).body());
            long total = 1;
            for (int page = 0; (long) page * LIMIT < total; page++) {
                Answer answer = ok(path + "/events?limit=" + LIMIT + "&offset=" + page);
                total = answer.json().get("total_count").longValue();
                pages.add(answer.body());
            }
        }
        return pages;
    }

    private Answer ok(String path) throws IOException, InterruptedException {
        Answer answer = get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer;
    }
}
