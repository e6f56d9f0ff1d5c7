package io.launchlog.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void what_linux_says_in_kibibytes_is_read_as_bytes() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  999 kB", "VmRSS:\t  286720 kB");

        assertThat(ProcessMemory.resident(status)).isEqualTo(280L * 1024 * 1024);
        assertThat(ProcessMemory.mostResident(status)).isEqualTo(999L * 1024);
    }

    @Test
    void a_system_that_does_not_tell_is_0() {
        assertThat(ProcessMemory.resident(List.of("Name:\tjava"))).isZero();
    }

    @Test
    void a_child_can_send_it_in_a_line() throws IOException {
        ProcessMemory memory = new ProcessMemory(123, 45);

        assertThat(ProcessMemory.parse(memory.toText())).isEqualTo(memory);
        assertThat(ProcessMemory.ofThisJvm().heap()).isPositive();
    }
}
