package io.launchlog.query.overload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ThreadsCheckTest {

    private static final List<HeldThreads> HELD =
            List.of(new HeldThreads(192, "that search"), new HeldThreads(64, "that wait for Keystone"));

    @Test
    void a_thread_is_left_for_those_who_are_to_be_refused() {
        new ThreadsCheck(257, HELD);
        assertThatThrownBy(() -> new ThreadsCheck(256, HELD))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("server.tomcat.threads.max")
                .hasMessageContaining("256")
                .hasMessageContaining("192 that search, 64 that wait for Keystone");
    }
}
