package io.launchlog.demo;

/**
 * What became of one service of the demo.
 *
 * @param serviceId the same in every run
 * @param deploymentId new in every run
 * @param published events that were published
 * @param accepted those of them that the publisher took; fewer when Kafka has been away for long
 * @param acknowledged those of them that Kafka has
 */
public record DemoRun(
        String serviceId,
        String serviceName,
        String deploymentId,
        DemoOutcome outcome,
        int published,
        int accepted,
        int acknowledged) {

    /** Whether Kafka has all its events, so that they will be found through the API. */
    public boolean allAcknowledged() {
        return acknowledged == published;
    }
}
