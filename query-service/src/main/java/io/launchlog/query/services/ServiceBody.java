package io.launchlog.query.services;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes services as the contract has them. */
final class ServiceBody {

    private static final JsonFactory JSON = new JsonFactory();

    private ServiceBody() {}

    static void send(HttpServletResponse response, Service service) throws IOException {
        send(response, json -> write(json, service));
    }

    static void send(HttpServletResponse response, ServicePage page) throws IOException {
        send(response, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total_count", page.total());
            json.writeNumberProperty("count", page.services().size());
            json.writeArrayPropertyStart("services");
            page.services().forEach(service -> write(json, service));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void send(HttpServletResponse response, Consumer<JsonGenerator> body) throws IOException {
        response.setContentType("application/json");
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), response.getOutputStream())) {
            body.accept(json);
        }
    }

    private static void write(JsonGenerator json, Service service) {
        json.writeStartObject();
        json.writeStringProperty("service_id", service.id());
        json.writeStringProperty("service_name", service.name());
        json.writeNumberProperty("first_seen", service.firstSeen());
        json.writeNumberProperty("last_seen", service.lastSeen());
        json.writeEndObject();
    }
}
