package io.launchlog.query.services;

import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes services as the contract has them; each answer is the whole body, which is closed behind it. */
final class ServiceBody {

    private static final JsonFactory JSON = new JsonFactory();

    private ServiceBody() {}

    static void send(OutputStream output, Service service) {
        send(output, json -> write(json, service));
    }

    static void send(OutputStream output, ServicePage page) {
        send(output, json -> {
            json.writeStartObject();
            json.writeNumberProperty("total_count", page.total());
            json.writeNumberProperty("count", page.services().size());
            json.writeArrayPropertyStart("services");
            page.services().forEach(service -> write(json, service));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void send(OutputStream output, Consumer<JsonGenerator> body) {
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), output);
        body.accept(json);
        // Not when writing fails: what is closed counts as whole.
        json.close();
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
