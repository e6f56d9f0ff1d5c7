package io.launchlog.deploy.compose;

import io.launchlog.deploy.Checkout;
import java.util.ArrayList;
import java.util.List;

/** Whether what waits for another waits for something that comes. */
final class Order {

    private static final String HEALTHY = "service_healthy";
    private static final String ENDED = "service_completed_successfully";

    private Order() {}

    /** What never comes or is not checked, one line each. */
    static List<String> problems(ComposeFile file) {
        List<String> problems = new ArrayList<>();
        file.services().values().forEach(service -> {
            service.dependsOn()
                    .forEach((name, condition) ->
                            addCondition(service, file.services().get(name), condition, problems));
            if (!service.hasNoHealthCheck() && !hasHealthCheck(service)) {
                problems.add(service.name() + " has no health check, and does not say that it needs none");
            }
            if (!service.isOneShot() && !service.text("restart").equals("unless-stopped")) {
                problems.add(service.name() + " is not started again");
            }
        });
        return problems;
    }

    private static void addCondition(
            ComposeService service, ComposeService target, String condition, List<String> problems) {
        boolean comes = target != null
                && switch (condition) {
                    case HEALTHY -> hasHealthCheck(target);
                    case ENDED -> target.isOneShot();
                    default -> false;
                };
        if (!comes) {
            problems.add(service.name() + " waits for what does not come: " + condition + " of "
                    + (target == null ? "a service that is not there" : target.name()));
        }
    }

    private static boolean hasHealthCheck(ComposeService service) {
        if (service.hasNoHealthCheck()) {
            return false;
        }
        return service.hasHealthCheckOfItsOwn()
                || (!service.dockerfile().isEmpty()
                        && ContainerFile.parse(Checkout.text(service.dockerfile()), service.buildArguments())
                                .hasHealthCheck());
    }
}
