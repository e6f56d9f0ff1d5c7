package io.launchlog.benchmarks.store;

import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Field;
import io.launchlog.model.wire.EventFields;
import tools.jackson.core.JsonGenerator;

/** An event as somebody would index it who has not thought about it: its data and identity, nothing of ours. */
final class PublishedSource {

    private PublishedSource() {}

    static void write(EventDocument document, JsonGenerator json) {
        json.writeStartObject();
        EventFields.write(document.event(), json);
        json.writeStringProperty(Field.SOURCE, document.event().identity().source());
        json.writeStringProperty(Field.ID, document.event().identity().id());
        json.writeEndObject();
    }
}
