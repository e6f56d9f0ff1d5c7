package io.launchlog.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.launchlog.model.event.EventIdentity;
import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.model.event.TimeWindow;
import io.launchlog.model.index.EventDocument;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** What is written can be read, in both modes. */
class RoundTripTest {

    private static final CloudEventEncoder ENCODER = new CloudEventEncoder(Topics.SERVICE_EVENTS);
    private static final CloudEventDecoder DECODER = new CloudEventDecoder(TimeWindow.DEFAULT);

    @Property
    void whatIsWrittenIsReadBackAsTheSameEvent(@ForAll ServiceEvent event) {
        ProducerRecord<byte[], byte[]> message = ENCODER.encode(event);
        assertThat(DECODER.decode(message.headers(), message.value(), event.occurTime()))
                .isEqualTo(new Decoded.Accepted(event));
    }

    @Property
    void bothModesAreTheSameEventAndTheSameDocument(@ForAll ServiceEvent event) {
        Rewritten structured = Rewritten.structured(ENCODER.encode(event));
        assertThat(DECODER.decode(structured.headers(), structured.value(), event.occurTime()))
                .isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
                    assertThat(accepted.event()).isEqualTo(event);
                    assertThat(EventDocument.of(accepted.event())).isEqualTo(EventDocument.of(event));
                });
    }

    @Property(tries = 50)
    void theSameEventIsTheSameBytes(@ForAll ServiceEvent event) {
        ProducerRecord<byte[], byte[]> once = ENCODER.encode(event);
        ProducerRecord<byte[], byte[]> again = ENCODER.encode(event);
        assertThat(again.value()).isEqualTo(once.value());
        assertThat(again.headers()).isEqualTo(once.headers());
        assertThat(again.key()).isEqualTo(once.key());
    }

    @Example
    void aRecordIsKeyedByItsServiceAndLeavesPartitionAndTimestampToTheProducer() {
        ProducerRecord<byte[], byte[]> message = ENCODER.encode(Message.full().accepted(Mode.BINARY));
        assertThat(message.topic()).isEqualTo("launchlog.service-events.v1");
        assertThat(message.key()).asString(UTF_8).isEqualTo("p1/s1");
        assertThat(message.partition()).isNull();
        assertThat(message.timestamp()).isNull();
        assertThat(message.headers())
                .extracting(Header::key, header -> new String(header.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        tuple("content-type", "application/json"),
                        tuple("ce_specversion", "1.0"),
                        tuple("ce_type", "io.launchlog.service.event.v1"),
                        tuple("ce_source", "/orchestrator/eu-1"),
                        tuple("ce_id", "e-1"),
                        tuple("ce_time", "2026-09-21T14:13:20Z"),
                        tuple("ce_subject", "resnet"),
                        tuple("ce_partitionkey", "p1/s1"),
                        tuple("ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(message.value()).asString(UTF_8).isEqualTo("""
                {"project_id":"p1","service_id":"s1","service_name":"resnet","event_type":"abnormal",\
                "event_info":"pulling model image","occur_time":1790000000000,"deployment_id":"d-7",\
                "phase":"image_pulling","status":"failed","sequence":12,"model":"resnet-50",\
                "model_version":"0.0.1","instance_id":"i-1","node":"node-a",\
                "image":"registry.local:5000/tf/serving:2.19","error_code":"ImagePullBackOff",\
                "labels":{"app":"a","app.kubernetes.io/name":"b"}}""");
    }

    @Example
    void whatAnEventDoesNotHaveIsLeftOut() {
        ServiceEvent event = ServiceEvent.builder(new EventIdentity("a", "1"), new ServiceKey("p", "s"))
                .serviceName("n")
                .eventInfo("i")
                .occurTime(1L)
                .build();
        ProducerRecord<byte[], byte[]> message = ENCODER.encode(event);
        assertThat(message.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        "content-type", "ce_specversion", "ce_type", "ce_source", "ce_id", "ce_time");
        assertThat(message.value()).asString(UTF_8).isEqualTo("""
                {"project_id":"p","service_id":"s","service_name":"n","event_type":"normal",\
                "event_info":"i","occur_time":1}""");
    }
}
