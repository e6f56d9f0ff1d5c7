package io.launchlog.standalone;

import io.launchlog.embedded.EmbeddedStartException;
import io.launchlog.embedded.LoopbackPort;

/** The ports that an instance listens on; 0 chooses a free one. */
record Ports(int api, int kafka, int elasticsearch) {

    static final String API_OPTION = "--port";
    static final String KAFKA_OPTION = "--kafka-port";
    static final String ELASTICSEARCH_OPTION = "--elasticsearch-port";

    Ports {
        requirePort(API_OPTION, api);
        requirePort(KAFKA_OPTION, kafka);
        requirePort(ELASTICSEARCH_OPTION, elasticsearch);
        requireDifferent(API_OPTION, api, KAFKA_OPTION, kafka);
        requireDifferent(API_OPTION, api, ELASTICSEARCH_OPTION, elasticsearch);
        requireDifferent(KAFKA_OPTION, kafka, ELASTICSEARCH_OPTION, elasticsearch);
    }

    /** @throws CannotRunException for the first port that somebody listens on; it names the option to change */
    void requireFree() {
        requireFree("the API", API_OPTION, api);
        requireFree("Kafka", KAFKA_OPTION, kafka);
        requireFree("Elasticsearch", ELASTICSEARCH_OPTION, elasticsearch);
    }

    private static void requireFree(String owner, String option, int port) {
        try {
            LoopbackPort.requireFree(owner, port);
        } catch (EmbeddedStartException e) {
            throw new CannotRunException(
                    "Port %d of %s is in use: stop the process that listens there, or choose another port for %s with %s"
                            .formatted(port, LoopbackPort.HOST, owner, option),
                    e);
        }
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CannotRunException(option + " is " + port + "; allowed: 0 (any free port) to 65535");
        }
    }

    private static void requireDifferent(String option, int port, String otherOption, int otherPort) {
        if (port != 0 && port == otherPort) {
            throw new CannotRunException(option + " and " + otherOption + " are both " + port + ": choose two");
        }
    }
}
