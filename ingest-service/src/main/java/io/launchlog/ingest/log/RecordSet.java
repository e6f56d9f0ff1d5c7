package io.launchlog.ingest.log;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A set of records of the log by their coordinates: up to one bit for each record. Filled by several threads. */
public final class RecordSet {

    private final Map<Integer, Bits> partitions = new TreeMap<>();

    private record Bits(long first, BitSet bits) {}

    /** @param beginnings the first offset of each partition; records before are left out */
    public RecordSet(Map<Integer, Long> beginnings) {
        beginnings.forEach((partition, first) -> partitions.put(partition, new Bits(first, new BitSet())));
    }

    /** Whether it was not there before, and is now. */
    public synchronized boolean add(int partition, long offset) {
        Bits of = partitions.get(partition);
        long place = of == null ? -1 : offset - of.first();
        if (of == null || place < 0 || place >= Integer.MAX_VALUE || of.bits().get((int) place)) {
            return false;
        }
        of.bits().set((int) place);
        return true;
    }

    /** Whether it is there. */
    public synchronized boolean contains(int partition, long offset) {
        Bits of = partitions.get(partition);
        long place = of == null ? -1 : offset - of.first();
        return of != null
                && place >= 0
                && place < Integer.MAX_VALUE
                && of.bits().get((int) place);
    }

    /** How many there are. */
    public synchronized long size() {
        return partitions.values().stream()
                .mapToLong(of -> of.bits().cardinality())
                .sum();
    }

    /** The offset of the first record of the set from that one on; -1 when there is none. */
    public synchronized long next(int partition, long offset) {
        Bits of = partitions.get(partition);
        if (of == null || offset - of.first() >= Integer.MAX_VALUE) {
            return -1;
        }
        int place = of.bits().nextSetBit((int) Math.max(0, offset - of.first()));
        return place < 0 ? -1 : of.first() + place;
    }

    /** The partitions with a record in the set. */
    public synchronized int[] partitions() {
        return partitions.entrySet().stream()
                .filter(of -> !of.getValue().bits().isEmpty())
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    /** The offsets of a partition, ascending. */
    public synchronized LongStream offsets(int partition) {
        Bits of = partitions.get(partition);
        return of == null ? LongStream.empty() : of.bits().stream().mapToLong(place -> of.first() + place);
    }
}
