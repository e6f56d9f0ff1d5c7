package io.launchlog.embedded.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchIT {

    @TempDir
    Path directory;

    @Test
    void probe() {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(directory, 0);
                RestClient client = new RestClient(node)) {
            System.out.println(client.get("/"));
            System.out.println(client.put("/a/_doc/1?refresh=true", "{\"message\":\"pulled the image\"}"));
            System.out.println(client.get("/a/_search?q=message:image"));
            System.out.println(
                    client.post(
                            "/_analyze",
                            "{\"tokenizer\":\"whitespace\",\"filter\":[\"keyword_repeat\",\"word_delimiter_graph\",\"flatten_graph\",\"lowercase\",{\"type\":\"stemmer\",\"language\":\"english\"},\"remove_duplicates\"],\"text\":\"ImagePullBackOff Back-off\"}"));
            assertThat(node.port()).isPositive();
        }
    }
}
