package io.launchlog.faults.fault;

import io.launchlog.faults.proxy.BusyItems;
import io.launchlog.faults.proxy.LostAnswers;
import io.launchlog.faults.proxy.RefusedRequests;
import io.launchlog.faults.proxy.SlowAnswers;
import java.util.List;

/** All the faults there are. */
public final class Faults {

    /** So that an attempt sometimes succeeds, and often only in part. */
    private static final double MOST = 0.8;

    private static final double SOME = 0.3;

    private Faults() {}

    /**
     * The faults in the order in which they are run.
     *
     * @param now epoch milliseconds
     */
    public static List<Fault> all(long now) {
        return List.of(
                new IngestKilled(),
                new IngestFrozen(),
                new RollingRestart(),
                new MembersComeAndGo(),
                new PollsSkipped(),
                new OffsetsExpired(),
                new ElasticsearchAway(),
                new MemberKilled(
                        "broker-killed",
                        "kill -9 of a Kafka broker, which starts again on its data",
                        Victims::anyBroker),
                new MemberKilled(
                        "controller-killed",
                        "kill -9 of the broker that is the active controller",
                        Victims::controller),
                new MemberKilled(
                        "elasticsearch-killed",
                        "kill -9 of an Elasticsearch node, which starts again on its data",
                        Victims::anyNode),
                new MemberKilled("master-killed", "kill -9 of the elected master of Elasticsearch", Victims::master),
                new SpoiledRequests(
                        "answers-lost",
                        "Elasticsearch has done it, and the connection is cut before the answer",
                        scene -> new LostAnswers(SOME, scene.random().nextLong()),
                        Scale::hold),
                new SpoiledRequests(
                        "requests-429",
                        "whole requests are answered with 429",
                        scene -> new RefusedRequests(429, MOST, scene.random().nextLong()),
                        Scale::hold),
                new SpoiledRequests(
                        "requests-503",
                        "whole requests are answered with 503",
                        scene -> new RefusedRequests(503, MOST, scene.random().nextLong()),
                        Scale::hold),
                new SpoiledRequests(
                        "items-429",
                        "some items of a bulk are answered with 429 inside a 200",
                        scene -> new BusyItems(SOME, scene.random().nextLong()),
                        Scale::hold),
                new SpoiledRequests(
                        "answers-slow",
                        "bulks are answered late",
                        scene -> new SlowAnswers(scene.scale().delay()),
                        scale -> scale.delay().multipliedBy(2)),
                new IndexBlocked(),
                new LayoutDeleted(),
                new DeadLettersRefused(),
                new ClocksSkewed(),
                new TopicMadeAgain(),
                new PoisonList(now));
    }
}
