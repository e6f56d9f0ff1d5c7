package io.launchlog.standalone.endtoend;

/** The Kafka and the Elasticsearch that the end-to-end suite runs against. Both keep their addresses and their data. */
interface TestBackends extends AutoCloseable {

    /** The system property that chooses: {@code embedded} (the default) or {@code containers}. */
    String PROPERTY = "launchlog.backends";

    /** Starts those that are asked for; never others in their place. */
    static TestBackends start() {
        String asked = System.getProperty(PROPERTY, "embedded");
        return switch (asked) {
            case "embedded" -> EmbeddedBackends.start();
            case "containers" -> ContainerBackends.start();
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + " is " + asked + "; allowed: embedded, containers");
        };
    }

    /** Host and port. */
    String kafka();

    /** Such as {@code http://127.0.0.1:9200}. */
    String elasticsearch();

    void stopElasticsearch();

    void startElasticsearch();

    @Override
    void close();
}
