package io.launchlog.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordSetTest {

    private final RecordSet set = new RecordSet(Map.of(0, 0L, 3, 5_000_000_000L));

    @Test
    void holds_each_record_once() {
        assertThat(set.add(3, 5_000_000_007L)).isTrue();
        assertThat(set.add(3, 5_000_000_007L)).isFalse();

        assertThat(set.contains(3, 5_000_000_007L)).isTrue();
        assertThat(set.contains(3, 5_000_000_006L)).isFalse();
        assertThat(set.contains(0, 7)).isFalse();
        assertThat(set.size()).isEqualTo(1);
    }

    @Test
    void leaves_out_what_is_before_the_log_or_in_no_partition() {
        assertThat(set.add(3, 4_999_999_999L)).isFalse();
        assertThat(set.add(1, 0)).isFalse();

        assertThat(set.contains(3, 4_999_999_999L)).isFalse();
        assertThat(set.partitions()).isEmpty();
    }

    @Test
    void tells_its_records_in_order() {
        set.add(3, 5_000_000_009L);
        set.add(3, 5_000_000_001L);

        assertThat(set.partitions()).containsExactly(3);
        assertThat(set.offsets(3)).containsExactly(5_000_000_001L, 5_000_000_009L);
        assertThat(set.next(3, 0)).isEqualTo(5_000_000_001L);
        assertThat(set.next(3, 5_000_000_002L)).isEqualTo(5_000_000_009L);
        assertThat(set.next(3, 5_000_000_010L)).isEqualTo(-1);
    }
}
