package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.EventArbitraries;
import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DocumentIdTest {

    @Property
    void itDependsOnProjectServiceSourceAndIdAlone(@ForAll ServiceEvent event) {
        ServiceEvent other = ServiceEvent.builder(event.identity(), event.service())
                .serviceName("n")
                .eventInfo("i")
                .occurTime(0L)
                .build();
        assertThat(EventDocument.of(other).id())
                .isEqualTo(EventDocument.of(event).id());
    }

    @Property
    void itIsTwentyTwoCharactersThatAreSafeInAUrl(
            @ForAll("services") ServiceKey service, @ForAll("identities") EventIdentity identity) {
        assertThat(DocumentId.of(service, identity).text()).matches("[A-Za-z0-9_-]{22}");
    }

    @Example
    void movingCharactersBetweenTheFieldsMakesAnotherId() {
        String text = "abcdef";
        Set<String> ids = new HashSet<>();
        int combinations = 0;
        for (int first = 1; first < text.length() - 2; first++) {
            for (int second = first + 1; second < text.length() - 1; second++) {
                for (int third = second + 1; third < text.length(); third++) {
                    ids.add(id(
                            text.substring(0, first),
                            text.substring(first, second),
                            text.substring(second, third),
                            text.substring(third)));
                    combinations++;
                }
            }
        }
        assertThat(ids).hasSize(combinations);
    }

    @Example
    void separatorsWithinTheFieldsMakeAnotherId() {
        assertThat(Set.of(
                        id("p", "s", "a/b", "c"),
                        id("p", "s", "a", "b/c"),
                        id("p", "s", "/a", "b"),
                        id("p", "s", "a", "/b"),
                        id("p", "s", "a:b", "c"),
                        id("p", "s", "a", ":b:c"),
                        id("s", "p", "a", "b"),
                        id("p", "s", "b", "a"),
                        id("p", "S", "a", "b"),
                        id("p", "s", "a", "B")))
                .hasSize(10);
    }

    /** The index and its rebuilds live on it: another algorithm would store every event a second time. From another language. */
    @Example
    void itStaysTheSameForEver() {
        assertThat(DocumentId.of(new ServiceKey("p1", "s1"), new EventIdentity("/orchestrator/eu-1", "e-1")))
                .isEqualTo(new DocumentId("i2TGBAI_8P_J4wNTEnccGg", -8402373284246589185L));
        assertThat(DocumentId.of(new ServiceKey("a", "b"), new EventIdentity("urn:x", "größe \uD83D\uDE80")))
                .isEqualTo(new DocumentId("4luf9EHnmay0F0usbX3Kug", -2135937726830634580L));
    }

    @Provide
    Arbitrary<ServiceKey> services() {
        return EventArbitraries.serviceKeys();
    }

    @Provide
    Arbitrary<EventIdentity> identities() {
        return EventArbitraries.identities();
    }

    private static String id(String project, String service, String source, String id) {
        return DocumentId.of(new ServiceKey(project, service), new EventIdentity(source, id))
                .text();
    }
}
