package io.launchlog.faults.fault;

import io.launchlog.faults.proxy.Behaviour;
import java.time.Duration;
import java.util.function.Function;

/**
 * The proxy misbehaves for a while.
 *
 * @param behaviour made anew for each strike
 * @param time how long each time
 */
record SpoiledRequests(
        String name, String description, Function<Scene, Behaviour> behaviour, Function<Scale, Duration> time)
        implements Fault {

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        long before = scene.proxy().spoiled();
        scene.proxy().behave(behaviour.apply(scene));
        try {
            scene.pause(time.apply(scene.scale()));
        } finally {
            scene.proxy().behave(Behaviour.PASS_ON);
        }
        return scene.proxy().spoiled() - before;
    }
}
