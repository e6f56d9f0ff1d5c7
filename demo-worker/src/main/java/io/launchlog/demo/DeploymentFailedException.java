package io.launchlog.demo;

/** A deployment cannot go on, because one of its phases failed. */
final class DeploymentFailedException extends Exception {

    private final transient DemoOutcome.Failed outcome;

    DeploymentFailedException(DemoOutcome.Failed outcome, Exception cause) {
        super(outcome.reason(), cause);
        this.outcome = outcome;
    }

    DemoOutcome.Failed outcome() {
        return outcome;
    }
}
