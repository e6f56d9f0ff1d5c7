package io.launchlog.deploy.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files with a secret in each, as containers get them.
 *
 * @param directory that is imported
 */
record Secrets(Path directory) {

    Secrets {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param property which the file is named after */
    Secrets with(String property, String value) throws IOException {
        Files.writeString(directory.resolve(property), value);
        return this;
    }

    /** The user of Kafka. */
    Secrets withKafkaUser(String user, String password) throws IOException {
        return with(
                "spring.kafka.properties.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
    }

    Secrets withApiKey(String key) throws IOException {
        return with("spring.elasticsearch.api-key", key);
    }

    String asProperty() {
        return "--spring.config.import=configtree:" + directory + "/";
    }
}
