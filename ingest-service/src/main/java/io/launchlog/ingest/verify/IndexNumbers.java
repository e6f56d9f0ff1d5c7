package io.launchlog.ingest.verify;

import io.launchlog.model.index.IndexNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers for the names of indices, which take less room. May be used by several threads. */
final class IndexNumbers {

    private final IndexNames names;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<String> byNumber = new ArrayList<>();
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    IndexNumbers(IndexNames names) {
        this.names = names;
    }

    int of(String name) {
        Integer number = numbers.get(name);
        return number == null ? numbers.computeIfAbsent(name, this::add) : number;
    }

    /** The index that an event of that time, epoch milliseconds, belongs into. */
    int at(long occurTime) {
        int number = of(names.eventsAt(occurTime));
        if (!ends.containsKey(number)) {
            ends.put(number, names.bucketSize().endOfBucket(occurTime));
        }
        return number;
    }

    /** The end, in epoch milliseconds, of the stretch of occur time of an index that {@link #at} has told. */
    long endOf(int number) {
        return ends.getOrDefault(number, Long.MAX_VALUE);
    }

    String name(int number) {
        synchronized (byNumber) {
            return byNumber.get(number);
        }
    }

    private int add(String name) {
        synchronized (byNumber) {
            byNumber.add(name);
            return byNumber.size() - 1;
        }
    }
}
