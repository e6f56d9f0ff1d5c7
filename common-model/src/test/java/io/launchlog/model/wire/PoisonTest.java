package io.launchlog.model.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.TimeWindow;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Whatever the bytes: an answer, never an exception. */
class PoisonTest {

    private static final CloudEventDecoder DECODER = new CloudEventDecoder(TimeWindow.DEFAULT);
    private static final String JSON_CHARACTERS = "{}[]\",:\\0123456789.-+eEtrufalsn \n\u0000\u00FF\uD83Dud";

    private static void answers(Headers headers, byte[] value, long recordTimestamp) {
        switch (DECODER.decode(headers, value, recordTimestamp)) {
            case Decoded.Accepted accepted ->
                assertThat(accepted.event().service()).isNotNull();
            case Decoded.Refused refused -> {
                assertThat(refused.reason()).isNotNull();
                assertThat(refused.detail()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
            }
        }
    }

    @Property
    void randomBytesAreAnswered(
            @ForAll Mode mode, @ForAll @Size(max = 200) byte[] value, @ForAll long recordTimestamp) {
        answers(Message.full().headers(mode), value, recordTimestamp);
    }

    @Property
    void randomHeadersAreAnswered(
            @ForAll Mode mode, @ForAll @IntRange(max = 8) int name, @ForAll @Size(max = 60) byte[] header) {
        String key = List.of(
                        "content-type",
                        "ce_specversion",
                        "ce_type",
                        "ce_source",
                        "ce_id",
                        "ce_time",
                        "ce_subject",
                        "ce_partitionkey",
                        "ce_traceparent")
                .get(name);
        Message message = Message.full().header(key, header);
        answers(message.headers(mode), message.value(mode), Message.RECORD_TIMESTAMP);
    }

    @Property(tries = 2000)
    void aBitFlippedIsAnswered(@ForAll Mode mode, @ForAll int position, @ForAll @IntRange(max = 7) int bit) {
        Message message = Message.full();
        byte[] value = message.value(mode);
        value[Math.floorMod(position, value.length)] ^= (byte) (1 << bit);
        answers(message.headers(mode), value, Message.RECORD_TIMESTAMP);
    }

    @Property(tries = 2000)
    void aCharacterReplacedIsAnswered(
            @ForAll Mode mode, @ForAll int position, @ForAll int length, @ForAll int replacement) {
        Message message = Message.full();
        String value = new String(message.value(mode), UTF_8);
        int start = Math.floorMod(position, value.length());
        int end = Math.min(value.length(), start + Math.floorMod(length, 8));
        char character = JSON_CHARACTERS.charAt(Math.floorMod(replacement, JSON_CHARACTERS.length()));
        String mutated = value.substring(0, start) + character + value.substring(end);
        answers(message.headers(mode), mutated.getBytes(UTF_8), Message.RECORD_TIMESTAMP);
    }

    @Property(tries = 200)
    void aValidMessageCutOffIsMalformedOrEmpty(@ForAll Mode mode, @ForAll ServiceEvent event, @ForAll int length) {
        var binary = new CloudEventEncoder("t").encode(event);
        Rewritten structured = Rewritten.structured(binary);
        Headers headers = mode == Mode.BINARY ? binary.headers() : structured.headers();
        byte[] whole = mode == Mode.BINARY ? binary.value() : structured.value();
        byte[] cut = Arrays.copyOf(whole, Math.floorMod(length, whole.length));
        assertThat(DECODER.decode(headers, cut, event.occurTime()))
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo(cut.length == 0 ? DeadLetterReason.EMPTY : DeadLetterReason.MALFORMED));
    }

    @Property
    void noHeadersAtAllIsNoCloudEvent(@ForAll @Size(min = 1, max = 20) byte[] value) {
        assertThat(DECODER.decode(new RecordHeaders(), value, 0))
                .isInstanceOfSatisfying(
                        Decoded.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(DeadLetterReason.NOT_CLOUDEVENT));
    }
}
