package io.launchlog.ingest.deadletter;

import io.launchlog.model.wire.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that choose dead letters. */
final class FilterOptions {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            converter = ReasonConverter.class,
            description = "Only those with this reason; several are separated by commas")
    private List<DeadLetterReason> reasons = new ArrayList<>();

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "Only those of this project, as far as value or key tell it")
    private @Nullable String project;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.Converter.class,
            description = "Only those written since: a duration such as 2h, or a time such as 2026-01-31T12:00:00Z")
    private @Nullable Since since;

    boolean isEmpty() {
        return reasons.isEmpty() && project == null && since == null;
    }

    LetterFilter toFilter() {
        return new LetterFilter(Set.copyOf(reasons), project, since);
    }

    /** Reads a reason as headers write it. */
    static final class ReasonConverter implements ITypeConverter<DeadLetterReason> {

        @Override
        public DeadLetterReason convert(String text) {
            return Stream.of(DeadLetterReason.values())
                    .filter(reason -> reason.wireName().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("allowed: "
                            + Stream.of(DeadLetterReason.values())
                                    .map(DeadLetterReason::wireName)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
