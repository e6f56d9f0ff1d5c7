package io.launchlog.query.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private final AtomicLong now = new AtomicLong();
    private final SlowReaders slowReaders = new SlowReaders(Duration.ofSeconds(10), now::get);

    /** Takes a second for each write. */
    private final OutputStream slow = new OutputStream() {
        @Override
        public void write(int one) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            write(0);
        }
    };

    @Test
    void a_client_that_reads_ever_so_little_is_given_up_when_its_time_is_over() throws IOException {
        try (OutputStream client = slowReaders.bound(slow)) {
            for (int i = 0; i < 5; i++) {
                client.write('a');
                client.write(new byte[100]);
            }
            assertThatThrownBy(() -> client.write('a'))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("PT10S");
        }
        assertThat(now).hasValue(TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void a_large_write_is_given_up_in_its_middle() throws IOException {
        try (OutputStream client = slowReaders.bound(slow)) {
            assertThatThrownBy(() -> client.write(new byte[1024 * 1024])).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(now).hasValue(TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void time_in_which_nothing_is_written_does_not_count() throws IOException {
        try (OutputStream client = slowReaders.bound(slow)) {
            for (int i = 0; i < 9; i++) {
                client.write('a');
                now.addAndGet(TimeUnit.MINUTES.toNanos(1));
            }
            client.write('a');
        }
    }
}
