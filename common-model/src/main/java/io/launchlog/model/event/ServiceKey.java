package io.launchlog.model.event;

/**
 * A service within its project: the scope of event identities, of the routing and of the order on the topic.
 *
 * @param projectId 1 to 64 of {@code [A-Za-z0-9_.-]}
 * @param serviceId the same; unique within its project only
 */
public record ServiceKey(String projectId, String serviceId) {

    /** @throws InvalidEventException when an id breaks the rule; it names {@code project_id} or {@code service_id} */
    public ServiceKey {
        Rules.resourceId("project_id", projectId);
        Rules.resourceId("service_id", serviceId);
    }

    /** {@code {project_id}/{service_id}}: the key of Kafka records and the routing of documents. */
    public String path() {
        return projectId + "/" + serviceId;
    }
}
