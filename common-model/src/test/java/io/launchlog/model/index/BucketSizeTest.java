package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class BucketSizeTest {

    @Property
    void theEndOfABucketIsTheFirstMillisecondOfTheNext(
            @ForAll BucketSize size, @ForAll @LongRange(max = ServiceEvent.LATEST_TIME) long time) {
        long end = size.endOfBucket(time);
        assertThat(end).isGreaterThan(time);
        assertThat(size.bucketOf(end - 1)).isEqualTo(size.bucketOf(time));
        assertThat(size.bucketOf(end)).isNotEqualTo(size.bucketOf(time));
    }

    @Property
    void theStartOfABucketIsTheFirstMillisecondBehindTheOneBefore(
            @ForAll BucketSize size, @ForAll @LongRange(max = ServiceEvent.LATEST_TIME) long time) {
        long start = size.startOfBucket(time);
        assertThat(size.bucketOf(start)).isEqualTo(size.bucketOf(time));
        assertThat(size.endOfBucket(start - 1)).isEqualTo(start);
    }

    @Property
    void theNameOfAnIndexTellsItsBucketWhateverSizeIsConfiguredNow(
            @ForAll BucketSize size,
            @ForAll BucketSize configured,
            @ForAll @LongRange(max = ServiceEvent.LATEST_TIME) long time) {
        String index = new IndexNames(Generation.FIRST, size).eventsAt(time);
        assertThat(new IndexNames(Generation.FIRST, configured).bucketOf(index))
                .contains(new Bucket(size.startOfBucket(time), size.endOfBucket(time)));
    }

    @Example
    void anyOtherNameTellsNoBucket() {
        IndexNames names = new IndexNames(Generation.FIRST, BucketSize.MONTH);
        assertThat(List.of(
                        "launchlog-events-g1-2026.1",
                        "launchlog-events-g1-2026-01",
                        "launchlog-events-g1-2026.13",
                        "launchlog-events-g1-2026.02.30",
                        "launchlog-events-g1-2026.01.01.01",
                        "launchlog-events-g1-",
                        "launchlog-events-g1-copy",
                        "launchlog-events-g10-2026.01",
                        "launchlog-services-g1"))
                .allSatisfy(name -> assertThat(names.bucketOf(name)).isEmpty());
    }
}
