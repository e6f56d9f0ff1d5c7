package io.launchlog.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
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
}
