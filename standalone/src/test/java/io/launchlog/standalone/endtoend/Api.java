package io.launchlog.standalone.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the API, for one project whose token has the project's name unless another is given. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String address;
    private final String project;
    private final String token;

    Api(String address, String project) {
        this(address, project, project);
    }

    Api(String address, String project, String token) {
        this.address = address;
        this.project = project;
        this.token = token;
    }

    record Event(String type, String info, long time) {}

    record Page(String serviceName, long total, List<Event> events) {

        List<String> infos() {
            return events.stream().map(Event::info).toList();
        }
    }

    /** An answer as it came. */
    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }
    }

    /** The first page; one without events when the service is not known (yet). */
    Page events(String service) {
        return events(service, "");
    }

    /** @param parameters such as {@code limit=10&order=asc} */
    Page events(String service, String parameters) {
        Answer answer = get("/v1/" + project + "/services/" + service + "/events?" + parameters);
        if (answer.status() == 404) {
            return new Page("", 0, List.of());
        }
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "status " + answer.status() + ": " + answer.response().body());
        }
        JsonNode json = answer.json();
        List<Event> events = new ArrayList<>();
        for (JsonNode event : json.get("events")) {
            events.add(new Event(
                    event.get("event_type").stringValue(),
                    event.get("event_info").stringValue(),
                    event.get("occur_time").longValue()));
        }
        return new Page(
                json.get("service_name").stringValue(), json.get("total_count").longValue(), List.copyOf(events));
    }

    Answer get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Auth-Token", token)
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
