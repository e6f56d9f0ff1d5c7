package io.launchlog.faults.fault;

import io.launchlog.faults.events.EventStream;
import io.launchlog.faults.ledger.Publisher;
import io.launchlog.faults.process.Cluster;
import io.launchlog.faults.process.IngestInstance;
import io.launchlog.faults.process.SearchApi;
import io.launchlog.faults.proxy.FaultProxy;
import io.launchlog.ingest.operations.RetryCause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What a fault happens to. While it strikes, a burst of records is published and ingest is at work.
 *
 * @param proxy between all instances and Elasticsearch
 * @param instances of ingest, two or more
 * @param search Elasticsearch past the proxy
 * @param topic of events; also the name of the group that the instances are
 * @param stream where a fault takes records of its own from
 * @param random of the run's seed
 * @param renewTopic told how the topic is deleted and made again, so that the ledgers know
 * @param atRest run when no instance of ingest runs, so that offsets and stores can be compared at leisure
 */
public record Scene(
        Cluster cluster,
        FaultProxy proxy,
        List<IngestInstance> instances,
        SearchApi search,
        String topic,
        EventStream stream,
        Publisher publisher,
        Scale scale,
        Random random,
        TopicRenewal renewTopic,
        Runnable atRest) {

    /** Deletes the topic of events and makes it again; returns when nothing is left of the old one. */
    @FunctionalInterface
    public interface Renewal {

        void run() throws IOException, InterruptedException;
    }

    /** Has that done. */
    @FunctionalInterface
    public interface TopicRenewal {

        void with(Renewal renewal) throws IOException, InterruptedException;
    }

    public Scene {
        instances = List.copyOf(instances);
    }

    /** How many attempts at a batch the instances have had to repeat for that cause so far. */
    long retries(RetryCause cause) {
        return instances.stream().mapToLong(instance -> instance.retries(cause)).sum();
    }

    /** Lets time pass. */
    void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    /** Lets up to so much time pass. */
    void pauseUpTo(Duration longest) throws InterruptedException {
        Thread.sleep(random.nextLong(longest.toMillis() + 1));
    }
}
