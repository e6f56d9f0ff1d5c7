package io.launchlog.standalone;

import java.util.Map;

/**
 * Where a running instance answers.
 *
 * @param api such as {@code http://127.0.0.1:8080}
 * @param kafka host and port, such as {@code 127.0.0.1:9092}
 * @param elasticsearch such as {@code http://127.0.0.1:9200}
 */
record Addresses(String api, String kafka, String elasticsearch) {

    static final String API = "api";
    static final String KAFKA = "kafka";
    static final String ELASTICSEARCH = "elasticsearch";
    static final String PROJECT = "project";
    static final String TOKEN = "token";

    /** What {@code launchlog demo} has to know, by the names above. */
    Map<String, String> toProperties(Grant grant) {
        return Map.of(
                API, api, KAFKA, kafka, ELASTICSEARCH, elasticsearch, PROJECT, grant.project(), TOKEN, grant.token());
    }
}
