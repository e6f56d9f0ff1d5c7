package io.launchlog.faults.fault;

import io.launchlog.faults.invariant.Tally;
import io.launchlog.faults.process.Balancer;
import io.launchlog.faults.process.QueryApi;
import io.launchlog.model.event.ServiceKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/**
 * Callers of the API by way of a balancer, each with one request at a time and a short pause behind it. They keep their
 * connections and repeat nothing: whatever is not answered with 200 and a page has failed.
 */
final class Callers implements AutoCloseable {

    private static final int THREADS = 8;
    /** Two cores start JVMs meanwhile. */
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Longer than the API takes at most; a request that has no answer by then has failed. */
    private static final Timeout ANSWER = Timeout.ofSeconds(60);

    private static final int MOST_PAGES = 3;

    private final Balancer balancer;
    private final List<ServiceKey> services;
    private final Tally tally;
    private final CloseableHttpClient client;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private long asked;

    private Callers(Balancer balancer, List<ServiceKey> services, Tally tally) {
        this.balancer = balancer;
        this.services = List.copyOf(services);
        this.tally = tally;
        this.client = HttpClients.custom()
                .disableAutomaticRetries()
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(ANSWER).build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .setMaxConnTotal(2 * THREADS)
                        .build())
                .build();
    }

    /**
     * Starts them.
     *
     * @param services which the API knows
     * @param tally counts every request; the caller may use it when this is closed
     */
    static Callers start(Balancer balancer, List<ServiceKey> services, Tally tally) {
        Callers callers = new Callers(balancer, services, tally);
        for (int i = 0; i < THREADS; i++) {
            callers.threads.add(Thread.ofPlatform().name("caller-" + i).daemon().start(callers::callAndPause));
        }
        return callers;
    }

    private void callAndPause() {
        try {
            do {
                int number = turn.getAndIncrement();
                ServiceKey service = services.get(number % services.size());
                call(
                        service,
                        "/v1/" + service.path().replace("/", "/services/") + "/events?limit=100&offset="
                                + number % MOST_PAGES);
            } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(ServiceKey service, String path) {
        String address = balancer.next();
        if (address == null) {
            note(false, path + " is sent to nobody: no instance is ready");
            return;
        }
        HttpGet request = new HttpGet(address + path);
        request.setHeader("X-Auth-Token", QueryApi.tokenOf(service.projectId()));
        try {
            String failure = client.execute(request, response -> {
                String body = EntityUtils.toString(response.getEntity());
                boolean whole = response.getCode() == 200 && body.startsWith("{") && body.endsWith("]}");
                return whole ? "" : "is answered " + response.getCode() + " " + body;
            });
            note(failure.isEmpty(), address + path + " " + failure);
        } catch (IOException e) {
            note(false, address + path + " fails: " + e);
        }
    }

    private synchronized void note(boolean holds, String violation) {
        asked++;
        tally.check(holds, violation);
    }

    /** How many requests have ended so far. */
    synchronized long asked() {
        return asked;
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Of connections that nobody uses any more.
        }
    }
}
