package io.launchlog.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    @Test
    void startWithTheTimeAndAreUuidsOfVersion7() {
        // Time and its form are those of RFC 9562, appendix A.6.
        TimeOrderedIds ids = new TimeOrderedIds(Clock.fixed(Instant.parse("2022-02-22T19:22:22Z"), ZoneOffset.UTC));
        assertThat(Stream.generate(ids).limit(100))
                .allMatch(id -> id.matches("017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    }

    @Test
    void differWithinOneMillisecondAndBetweenTwoSources() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        TimeOrderedIds one = new TimeOrderedIds(clock);
        TimeOrderedIds other = new TimeOrderedIds(clock);
        Stream<String> ids = Stream.concat(
                Stream.generate(one).limit(20_000), Stream.generate(other).limit(20_000));
        assertThat(ids).doesNotHaveDuplicates();
    }
}
