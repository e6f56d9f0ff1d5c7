package io.launchlog.model;

import io.launchlog.model.event.CarriedAttributes;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.EventType;
import io.launchlog.model.event.Phase;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceEventBuilder;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import org.jspecify.annotations.Nullable;

/** Valid events of every shape, for properties. Found by jqwik as a service. */
public final class EventArbitraries implements ArbitraryProvider {

    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return targetType.isOfType(ServiceEvent.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypes) {
        return Set.of(events());
    }

    /** Any valid event. */
    public static Arbitrary<ServiceEvent> events() {
        return Combinators.combine(
                        identities(), serviceKeys(), name(128), text(1, 300).filter(EventArbitraries::isNotBlank))
                .as((identity, service, name, info) -> ServiceEvent.builder(identity, service)
                        .serviceName(name)
                        .eventInfo(info))
                .flatMap(EventArbitraries::completed);
    }

    private static Arbitrary<ServiceEvent> completed(ServiceEventBuilder builder) {
        Arbitrary<List<@Nullable String>> texts =
                text(0, 20).injectNull(0.5).list().ofSize(6);
        Arbitrary<CarriedAttributes> carried = text(0, 20)
                .injectNull(0.5)
                .list()
                .ofSize(3)
                .map(values -> new CarriedAttributes(values.get(0), values.get(1), values.get(2)));
        return Combinators.combine(
                        Arbitraries.longs().between(0, ServiceEvent.LATEST_TIME),
                        Arbitraries.of(EventType.class).injectNull(0.3),
                        Arbitraries.of(Phase.class).injectNull(0.3),
                        Arbitraries.of(Status.class).injectNull(0.3),
                        Arbitraries.longs().greaterOrEqual(0).injectNull(0.3),
                        texts,
                        labels(),
                        carried)
                .as((time, type, phase, status, sequence, values, labels, attributes) -> builder.occurTime(time)
                        .eventType(type)
                        .phase(phase)
                        .status(status)
                        .sequence(sequence)
                        .deploymentId(values.get(0) == null || values.get(0).isEmpty() ? null : values.get(0))
                        .model(values.get(1))
                        .modelVersion(values.get(2))
                        .instanceId(values.get(3))
                        .node(values.get(4))
                        .image(values.get(5))
                        .errorCode(values.get(1))
                        .labels(labels)
                        .carried(attributes)
                        .build());
    }

    /** Any valid source and id. */
    public static Arbitrary<EventIdentity> identities() {
        Arbitrary<String> sources = Arbitraries.of(
                        "a", "/", "urn:uuid:1", "https://host:80/a?b#c", "//[::1]/x", "%C3%A4", "../a", "?", "a;b=c")
                .flatMap(prefix -> Arbitraries.strings()
                        .withChars("abcXYZ019-._~!$&'()*+,;=@/")
                        .ofMaxLength(30)
                        .map(rest -> prefix.contains("#") ? prefix + rest.replace("#", "") : prefix + "?" + rest));
        return Combinators.combine(sources, codePoints(1, 256, codePoint -> !Character.isISOControl(codePoint)))
                .as(EventIdentity::new);
    }

    /** Any valid project and service. */
    public static Arbitrary<ServiceKey> serviceKeys() {
        Arbitrary<String> ids = Arbitraries.strings()
                .withChars("abcXYZ019_.-")
                .ofMinLength(1)
                .ofMaxLength(64)
                .filter(id -> !id.equals(".") && !id.equals(".."));
        return Combinators.combine(ids, ids).as(ServiceKey::new);
    }

    /** Text of any code points but surrogates, with those that make trouble more often. */
    public static Arbitrary<String> text(int minimum, int maximum) {
        return codePoints(minimum, maximum, codePoint -> true);
    }

    private static Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(name(128), text(0, 40)).ofMaxSize(32);
    }

    private static Arbitrary<String> name(int maximum) {
        return codePoints(1, maximum, codePoint -> !Character.isISOControl(codePoint))
                .filter(EventArbitraries::isNotBlank);
    }

    private static Arbitrary<String> codePoints(int minimum, int maximum, IntPredicate allowed) {
        Arbitrary<Integer> troublesome = Arbitraries.of(
                0, 9, 10, 13, 0x1F, 0x20, 0x22, 0x5C, 0x2F, 0x3A, 0x2D, 0x2E, 0x7F, 0x80, 0xA0, 0x2028, 0xD7FF, 0xE000,
                0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x1F680, 0x10FFFF);
        Arbitrary<Integer> any = Arbitraries.integers().between(0, Character.MAX_CODE_POINT);
        Arbitrary<Integer> ascii = Arbitraries.integers().between(0x20, 0x7E);
        return Arbitraries.oneOf(troublesome, any, ascii)
                .filter(codePoint -> (codePoint < 0xD800 || codePoint > 0xDFFF) && allowed.test(codePoint))
                .list()
                .ofMinSize(minimum)
                .ofMaxSize(maximum)
                .map(points -> points.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static boolean isNotBlank(String text) {
        return text.codePoints().anyMatch(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x85);
    }
}
