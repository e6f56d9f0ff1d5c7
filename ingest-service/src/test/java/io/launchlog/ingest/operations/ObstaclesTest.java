package io.launchlog.ingest.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ObstaclesTest {

    private Instant now = Instant.parse("2026-11-29T00:00:00Z");
    private final InstantSource source = () -> now;
    private final Obstacles obstacles = new Obstacles(source.withZone(ZoneOffset.UTC));

    @Test
    void what_stands_in_the_way_is_said_once_however_often_it_is_tried(CapturedOutput output) {
        obstacles.heldUp("set-up", RetryCause.KAFKA, "no broker");
        now = now.plus(Duration.ofHours(1));
        obstacles.heldUp("set-up", RetryCause.KAFKA, "no broker");

        assertThat(lines(output)).singleElement().asString().contains("no broker");
    }

    @Test
    void another_cause_is_said_at_once(CapturedOutput output) {
        obstacles.heldUp("set-up", RetryCause.KAFKA, "no broker");
        obstacles.heldUp("set-up", RetryCause.ELASTICSEARCH, "no right");

        assertThat(lines(output)).hasSize(2).last().asString().contains("set-up is now held up by", "no right");
    }

    @Test
    void another_reason_of_the_same_cause_is_said_once_a_minute(CapturedOutput output) {
        obstacles.heldUp("set-up", RetryCause.KAFKA, "no broker");
        obstacles.heldUp("set-up", RetryCause.KAFKA, "attempt 2");
        now = now.plus(Duration.ofMinutes(1));
        obstacles.heldUp("set-up", RetryCause.KAFKA, "wrong password");
        obstacles.heldUp("set-up", RetryCause.KAFKA, "attempt 4");

        assertThat(lines(output)).hasSize(2).last().asString().contains("wrong password");
        assertThat(obstacles.current().get("set-up").attempts()).isEqualTo(4);
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("held up by"))
                .toList();
    }
}
