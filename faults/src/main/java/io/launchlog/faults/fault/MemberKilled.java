package io.launchlog.faults.fault;

import io.launchlog.faults.process.MemberProcess;
import java.io.IOException;
import java.time.Duration;

/**
 * {@code kill -9} of a broker or a node, which stays away for a while and comes back with its data.
 *
 * @param victim who it is this time
 */
record MemberKilled(String name, String description, Victim victim) implements Fault {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Override
    public long strike(Scene scene, int number) throws IOException, InterruptedException {
        scene.pauseUpTo(LONGEST_WAIT);
        MemberProcess member = victim.in(scene);
        member.kill();
        scene.pauseUpTo(scene.scale().hold());
        member.restart();
        return 1;
    }

    /** Chooses a member. */
    @FunctionalInterface
    interface Victim {

        MemberProcess in(Scene scene) throws IOException, InterruptedException;
    }
}
