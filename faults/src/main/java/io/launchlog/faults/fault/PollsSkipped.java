package io.launchlog.faults.fault;

/** The consumers of ingest lose what some polls bring, and go on behind it. */
final class PollsSkipped implements Fault {

    @Override
    public String name() {
        return "polls-skipped";
    }

    @Override
    public String description() {
        return "the consumers skip the records of some polls, as after a failed commit in a rebalance";
    }

    @Override
    public long strike(Scene scene, int number) throws InterruptedException {
        long before = lose(scene, true);
        scene.pause(scene.scale().hold());
        return lose(scene, false) - before;
    }

    private static long lose(Scene scene, boolean polls) {
        return scene.instances().stream()
                .mapToLong(instance -> instance.losePolls(polls))
                .sum();
    }
}
