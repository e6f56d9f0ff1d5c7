package io.launchlog.ingest.verify;

import io.launchlog.ingest.operations.OperationFailedException;
import io.launchlog.model.index.IndexNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares one generation with the log, whether it is read or not. */
@Component
public class GenerationCheck {

    private static final int SAMPLES = 5;

    private final Verifier verifier;

    GenerationCheck(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Looks whether there is anything that {@link #mend} could compare.
     *
     * @throws OperationFailedException when ingest has committed nothing of the log, or another group's name was given
     */
    public void requireIngest(PrintWriter progress) {
        try (Progress told = new Progress(progress)) {
            verifier.requireIngest(told);
        }
    }

    /**
     * Compares, mends what it can, and prints the report; what no record explains is told and left.
     *
     * @param longestWait how long ingest is waited for
     * @param threads how many read the log, and as many the index; 1 or more
     * @param workDirectory where about 120 bytes for each event are kept meanwhile; null for the directory for temporary
     *     files
     * @return whether nothing differs any more
     * @throws OperationFailedException when it cannot be finished
     * @throws io.launchlog.ingest.store.StoreUnavailableException when Elasticsearch does not answer
     */
    public boolean mend(
            IndexNames names,
            Duration longestWait,
            int threads,
            @Nullable Path workDirectory,
            PrintWriter report,
            PrintWriter progress) {
        VerifyOptions options =
                new VerifyOptions(Scope.EVERYTHING, true, false, SAMPLES, longestWait, threads, workDirectory);
        try (Progress told = new Progress(progress)) {
            Report result = verifier.verify(Target.of(names), options, told);
            ReportPrinter.print(result, report);
            return result.isRight();
        }
    }
}
