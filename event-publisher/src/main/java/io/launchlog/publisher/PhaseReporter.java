package io.launchlog.publisher;

import io.launchlog.model.event.Phase;
import io.launchlog.model.event.Status;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reports one phase of a deployment. Where no text is given, it is the one of the documented vocabulary, such as
 * {@code building image for model [TF 3.0.0]}.
 */
public final class PhaseReporter {

    private final DeploymentReporter reporter;
    private final Phase phase;

    PhaseReporter(DeploymentReporter reporter, Phase phase) {
        this.reporter = reporter;
        this.phase = phase;
    }

    public CompletionStage<Receipt> started() {
        return started(PhaseTexts.started(phase, reporter.deployment()));
    }

    public CompletionStage<Receipt> started(String text) {
        return reporter.publish(Report.of(phase, Status.STARTED, text));
    }

    public CompletionStage<Receipt> progress(String text) {
        return reporter.publish(Report.of(phase, Status.PROGRESS, text));
    }

    /** Something is wrong, and the phase goes on: an abnormal event that is no failure yet. */
    public CompletionStage<Receipt> warning(@Nullable String errorCode, String text) {
        return reporter.publish(Report.warning(phase, errorCode, text));
    }

    public CompletionStage<Receipt> succeeded() {
        return succeeded(PhaseTexts.succeeded(phase, reporter.deployment()));
    }

    public CompletionStage<Receipt> succeeded(String text) {
        return reporter.publish(Report.of(phase, Status.SUCCEEDED, text));
    }

    public CompletionStage<Receipt> failed(@Nullable String errorCode) {
        return failed(errorCode, PhaseTexts.failed(phase, reporter.deployment()));
    }

    public CompletionStage<Receipt> failed(@Nullable String errorCode, String text) {
        return reporter.publish(Report.failed(phase, errorCode, text));
    }
}
