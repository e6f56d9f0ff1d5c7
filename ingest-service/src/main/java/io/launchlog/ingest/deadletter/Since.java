package io.launchlog.ingest.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From when on: a time, or so long before now. */
@FunctionalInterface
interface Since {

    Instant from(Instant now);

    /** Reads an RFC 3339 time or a duration such as {@code 2h}, {@code 7d}. */
    final class Converter implements ITypeConverter<Since> {

        @Override
        public Since convert(String text) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                return _ -> time;
            } catch (DateTimeParseException e) {
                return ago(text);
            }
        }

        private static Since ago(String text) {
            try {
                Duration duration = DurationStyle.detectAndParse(text);
                return now -> now.minus(duration);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new TypeConversionException(
                        "it is a duration such as 90s, 30m, 2h, 7d, or a time such as 2026-01-31T12:00:00Z");
            }
        }
    }
}
