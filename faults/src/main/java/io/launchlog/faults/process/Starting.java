package io.launchlog.faults.process;

import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ChildException;
import io.launchlog.embedded.process.ParentLine;
import java.time.Duration;

/** What all the child JVMs here have in common when they start. */
final class Starting {

    /** For a JVM on a busy machine. */
    private static final Duration START = Duration.ofMinutes(5);

    /** These children are only ever told to end. */
    static final ParentLine.Command NO_COMMAND = command -> {
        throw new IllegalArgumentException("There is no command " + command);
    };

    private Starting() {}

    /**
     * What the child says when it is ready.
     *
     * @throws ChildException when it is not; it is ended then
     */
    static String ready(Child child) {
        try {
            return child.awaitReady(START);
        } catch (RuntimeException e) {
            child.kill();
            throw e;
        }
    }
}
