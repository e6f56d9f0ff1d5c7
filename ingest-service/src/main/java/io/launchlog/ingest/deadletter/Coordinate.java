package io.launchlog.ingest.deadletter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a dead letter is in its topic; written {@code PARTITION:OFFSET}.
 *
 * @param partition from 0
 * @param offset from 0
 */
record Coordinate(int partition, long offset) implements Comparable<Coordinate> {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    @Override
    public int compareTo(Coordinate other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }

    /** Reads what {@link #toString} writes. */
    static final class Converter implements ITypeConverter<Coordinate> {

        @Override
        public Coordinate convert(String text) {
            Matcher written = WRITTEN.matcher(text);
            if (!written.matches()) {
                throw new TypeConversionException("a dead letter is written PARTITION:OFFSET, such as 0:12");
            }
            return new Coordinate(Integer.parseInt(written.group(1)), Long.parseLong(written.group(2)));
        }
    }
}
