package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void two_servers_cannot_have_one_port_unless_any_free_one_will_do() {
        assertThatThrownBy(() -> new Ports(8080, 9092, 8080))
                .isInstanceOf(CannotRunException.class)
                .hasMessage("--port and --elasticsearch-port are both 8080: choose two");
        assertThatCode(() -> new Ports(0, 0, 0).requireFree()).doesNotThrowAnyException();
    }

    @Test
    void a_number_that_is_no_port_is_named_with_its_option() {
        assertThatThrownBy(() -> new Ports(8080, 65_536, 9200))
                .isInstanceOf(CannotRunException.class)
                .hasMessageContaining("--kafka-port is 65536");
    }

    @Test
    void a_port_in_use_is_named_with_the_option_to_change() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> new Ports(0, taken.getLocalPort(), 0).requireFree())
                    .isInstanceOf(CannotRunException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("--kafka-port");
        }
    }
}
