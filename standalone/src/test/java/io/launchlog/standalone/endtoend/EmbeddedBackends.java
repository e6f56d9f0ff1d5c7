package io.launchlog.standalone.endtoend;

import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** In this JVM. */
final class EmbeddedBackends implements TestBackends {

    private final Path directory;
    private final EmbeddedKafka kafka;
    private EmbeddedElasticsearch elasticsearch;

    private EmbeddedBackends(Path directory) {
        this.directory = directory;
        this.kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        this.elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), 0);
    }

    static EmbeddedBackends start() {
        try {
            return new EmbeddedBackends(Files.createTempDirectory("launchlog-end-to-end"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String kafka() {
        return kafka.bootstrapServers();
    }

    @Override
    public String elasticsearch() {
        return elasticsearch.httpAddress();
    }

    @Override
    public void stopElasticsearch() {
        elasticsearch.close();
    }

    @Override
    public void startElasticsearch() {
        elasticsearch = EmbeddedElasticsearch.start(directory.resolve("elasticsearch"), elasticsearch.port());
    }

    @Override
    public void close() {
        elasticsearch.close();
        kafka.close();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
