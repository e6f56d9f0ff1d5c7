package io.launchlog.standalone;

import java.util.Map;

/**
 * Where a running instance answers.
 *
 * @param api such as {@code http://127.0.0.1:8080}
 * @param kafka host and port, such as {@code 127.0.0.1:9092}
 * @param elasticsearch such as {@code http://127.0.0.1:9200}; empty when unknown
 * @param topic where events are read from
 */
record Addresses(String api, String kafka, String elasticsearch, String topic) {

    static final String API = "api";
    static final String KAFKA = "kafka";
    static final String ELASTICSEARCH = "elasticsearch";
    static final String TOPIC = "topic";
    static final String PROJECT = "project";
    static final String TOKEN = "token";

    /** What {@code launchlog demo} has to know, by the names above. */
    Map<String, String> toProperties(Grant grant) {
        return Map.of(
                API,
                api,
                KAFKA,
                kafka,
                ELASTICSEARCH,
                elasticsearch,
                TOPIC,
                topic,
                PROJECT,
                grant.project(),
                TOKEN,
                grant.token());
    }
}
