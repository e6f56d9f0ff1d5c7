package io.launchlog.ingest.store;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.InvalidEventException;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import io.launchlog.model.index.EventDocument;
import io.launchlog.model.index.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/**
 * What a document of the index says, read back into an event: its fingerprint is taken anew from the content, because
 * who changes a text leaves the stored fingerprint as it was.
 *
 * @param document null when the source is no event
 * @param sound whether the stored fingerprint and the derived fields fit the content
 */
public record StoredEvent(@Nullable EventDocument document, boolean sound) {

    private static final StoredEvent NO_EVENT = new StoredEvent(null, false);

    /** Whether its service is looked for in the shard of that routing. */
    public boolean isRoutedBy(String routing) {
        return document != null && document.routing().equals(routing);
    }

    /** Whether it is the document of that id with that content, nothing of it changed. */
    public boolean is(String id, String fingerprint) {
        return document != null
                && sound
                && document.id().text().equals(id)
                && document.fingerprint().equals(fingerprint);
    }

    /** What a source says that was read whole; one that is missing is as good as empty. */
    public static StoredEvent of(JsonNode source) {
        if (!source.isObject()) {
            return NO_EVENT;
        }
        try (JsonParser parser = source.traverse(ObjectReadContext.empty())) {
            parser.nextToken();
            return read(parser);
        }
    }

    /** Reads a source from the parser's current token, the start of the object, to the end of it. */
    public static StoredEvent read(JsonParser parser) {
        Source source = new Source();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            source.field(name, parser.nextToken(), parser);
        }
        return source.event();
    }

    /** The fields as they are found. */
    private static final class Source {

        private final Map<String, String> texts = HashMap.newHashMap(24);
        private final Map<String, String> labels = new HashMap<>();
        private @Nullable Long occurTime;
        private @Nullable Long sequence;
        private @Nullable Long tieBreaker;
        private @Nullable String outcome;
        private boolean odd;

        void field(String name, JsonToken value, JsonParser parser) {
            switch (name) {
                case Field.OCCUR_TIME -> occurTime = number(value, parser);
                case Field.SEQUENCE -> sequence = number(value, parser);
                case Field.TIE_BREAKER -> tieBreaker = number(value, parser);
                case "labels" -> object(value, parser, labels);
                case "event" -> {
                    Map<String, String> event = new HashMap<>();
                    object(value, parser, event);
                    outcome = event.get("outcome");
                }
                default -> {
                    if (value == JsonToken.VALUE_STRING) {
                        texts.put(name, parser.getString());
                    } else {
                        // A field of another version; one of ours that is no string is missed below.
                        parser.skipChildren();
                    }
                }
            }
        }

        private @Nullable Long number(JsonToken value, JsonParser parser) {
            if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
                return parser.getLongValue();
            }
            parser.skipChildren();
            odd = true;
            return null;
        }

        private void object(JsonToken value, JsonParser parser, Map<String, String> into) {
            if (value != JsonToken.START_OBJECT) {
                parser.skipChildren();
                odd = true;
                return;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    into.put(key, parser.getString());
                } else {
                    parser.skipChildren();
                    odd = true;
                }
            }
        }

        StoredEvent event() {
            String source = texts.get(Field.SOURCE);
            String id = texts.get(Field.ID);
            String project = texts.get(Field.PROJECT_ID);
            String service = texts.get(Field.SERVICE_ID);
            if (source == null || id == null || project == null || service == null) {
                return NO_EVENT;
            }
            try {
                ServiceEventBuilder event =
                        ServiceEvent.builder(new EventIdentity(source, id), new ServiceKey(project, service));
                EventDocument document = EventDocument.of(fill(event).build());
                boolean sound = !odd
                        && namesAreKnown(document.event())
                        && document.fingerprint().equals(texts.get(Field.FINGERPRINT))
                        && document.eventInfoSort().equals(texts.get(Field.EVENT_INFO_SORT))
                        && Objects.equals(document.id().tieBreaker(), tieBreaker)
                        && Objects.equals(document.outcome(), outcome);
                return new StoredEvent(document, sound);
            } catch (InvalidEventException e) {
                return NO_EVENT;
            }
        }

        private ServiceEventBuilder fill(ServiceEventBuilder event) {
            return event.serviceName(texts.get(Field.SERVICE_NAME))
                    .eventInfo(texts.get(Field.EVENT_INFO))
                    .eventType(named(Field.EVENT_TYPE, EventType::ofWireName))
                    .occurTime(occurTime)
                    .deploymentId(texts.get("deployment_id"))
                    .phase(named("phase", Phase::ofWireName))
                    .status(named("status", Status::ofWireName))
                    .sequence(sequence)
                    .model(texts.get("model"))
                    .modelVersion(texts.get("model_version"))
                    .instanceId(texts.get("instance_id"))
                    .node(texts.get("node"))
                    .image(texts.get("image"))
                    .errorCode(texts.get("error_code"))
                    .labels(labels);
        }

        private <T> @Nullable T named(String field, Function<String, @Nullable T> values) {
            String name = texts.get(field);
            return name == null ? null : values.apply(name);
        }

        /** Whether each name of a type, phase or status that is stored is one that we know. */
        private boolean namesAreKnown(ServiceEvent event) {
            return texts.containsKey(Field.EVENT_TYPE)
                    && (event.phase() != null || !texts.containsKey("phase"))
                    && (event.status() != null || !texts.containsKey("status"));
        }
    }
}
