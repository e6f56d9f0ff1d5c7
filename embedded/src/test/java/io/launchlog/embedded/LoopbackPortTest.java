package io.launchlog.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

    /** Of Linux, which gives them to whoever connects or asks for any port. */
    private static final int FIRST_THAT_THE_SYSTEM_GIVES_AWAY = 32_768;

    @Test
    void a_port_is_none_that_the_system_gives_to_a_connection() {
        assertThat(LoopbackPort.free(50))
                .allSatisfy(port -> assertThat(port).isGreaterThan(1024).isLessThan(FIRST_THAT_THE_SYSTEM_GIVES_AWAY));
    }

    @Test
    void a_port_that_nobody_has_taken_yet_is_not_picked_again() {
        List<Integer> ports = new ArrayList<>(LoopbackPort.free(50));
        ports.addAll(LoopbackPort.free(50));

        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void a_port_where_somebody_listens_is_passed_over() throws IOException {
        int next = LoopbackPort.after(LoopbackPort.free());
        try (ServerSocket _ = new ServerSocket(next, 1, InetAddress.getByName(LoopbackPort.HOST))) {
            assertThat(LoopbackPort.free()).isNotEqualTo(next);
        }
    }

    @Test
    void the_last_port_is_followed_by_the_first() {
        assertThat(LoopbackPort.after(FIRST_THAT_THE_SYSTEM_GIVES_AWAY - 1)).isEqualTo(10_240);
        assertThat(LoopbackPort.after(10_240)).isEqualTo(10_241);
    }
}
