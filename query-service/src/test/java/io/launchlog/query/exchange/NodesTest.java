package io.launchlog.query.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;

class NodesTest {

    private static final ElasticNode A = node("a");
    private static final ElasticNode B = node("b");
    private static final ElasticNode C = node("c");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Nodes nodes = new Nodes(List.of(A, B, C), Duration.ofNanos(100), nanos::get);

    @Test
    void nodes_take_turns() {
        assertThat(nodes.inOrder()).containsExactly(A, B, C);
        assertThat(nodes.inOrder()).containsExactly(B, C, A);
        assertThat(nodes.inOrder()).containsExactly(C, A, B);
        assertThat(nodes.inOrder()).containsExactly(A, B, C);
    }

    @Test
    void a_node_that_failed_comes_last_until_it_answers() {
        nodes.failed(A);
        nodes.failed(B);

        assertThat(nodes.inOrder()).containsExactly(C, A, B);
        nodes.answered(B);
        assertThat(nodes.inOrder()).containsExactly(B, C, A);
        assertThat(nodes.inOrder()).containsExactly(C, B, A);
    }

    @Test
    void one_exchange_tries_a_node_whose_pause_is_over_and_each_failure_doubles_the_pause() {
        nodes.failed(A);
        nanos.addAndGet(99);
        assertThat(nodes.inOrder()).containsExactly(B, C, A);
        nanos.addAndGet(1);
        assertThat(nodes.inOrder()).containsExactly(A, B, C);
        assertThat(nodes.inOrder()).as("another exchange meanwhile").containsExactly(C, B, A);

        nodes.failed(A);
        nanos.addAndGet(199);
        assertThat(nodes.inOrder()).containsExactly(B, C, A);
        nanos.addAndGet(1);
        assertThat(nodes.inOrder().getFirst()).isEqualTo(A);
    }

    @Test
    void no_node_at_all_is_a_mistake_in_the_configuration() {
        assertThatThrownBy(() -> new Nodes(List.of(), Duration.ZERO, nanos::get))
                .hasMessageContaining("spring.elasticsearch.uris");
    }

    private static ElasticNode node(String name) {
        return new ElasticNode(new HttpHost("http", name, 9200), "", null);
    }
}
