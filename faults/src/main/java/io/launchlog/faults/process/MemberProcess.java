package io.launchlog.faults.process;

import io.launchlog.embedded.process.Child;
import java.util.function.Supplier;

/**
 * A broker or node of a cluster in a child JVM, which can be killed and started again on its data. Used by one thread.
 */
public final class MemberProcess {

    private final String name;
    private final Supplier<Child> launch;
    private Child child;

    private MemberProcess(String name, Supplier<Child> launch) {
        this.name = name;
        this.launch = launch;
        this.child = launch.get();
    }

    /** Starts its JVM; {@link #awaitReady()} waits for it, so that all members can start side by side. */
    static MemberProcess launch(String name, Supplier<Child> launch) {
        return new MemberProcess(name, launch);
    }

    /** As its log is called, and as its cluster calls it. */
    public String name() {
        return name;
    }

    /**
     * Waits until it serves clients.
     *
     * @throws io.launchlog.embedded.process.ChildException when it does not; it is ended then
     */
    void awaitReady() {
        Starting.ready(child);
    }

    /** {@code kill -9}. */
    public void kill() {
        child.kill();
    }

    /** Starts it again after a kill, on the same ports and data, and returns when it serves clients. */
    public void restart() {
        child = launch.get();
        awaitReady();
    }
}
