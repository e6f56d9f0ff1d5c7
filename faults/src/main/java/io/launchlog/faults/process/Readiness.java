package io.launchlog.faults.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks an instance whether it is ready, as probes do: every time anew, on a connection of its own. */
final class Readiness {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** What was heard: {@link #NO_ANSWER} in time says nothing of the instance on a busy machine. */
    enum Look {
        READY,
        NOT_READY,
        NO_ANSWER
    }

    private Readiness() {}

    /** @param address such as {@code http://127.0.0.1:8082}; of an instance that may not even run, which is not ready */
    static Look at(String address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/actuator/health/readiness"))
                .timeout(TIMEOUT)
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? Look.READY : Look.NOT_READY;
        } catch (HttpTimeoutException e) {
            return Look.NO_ANSWER;
        } catch (IOException e) {
            return Look.NOT_READY;
        }
    }

    /** @throws IllegalStateException when it is not ready in time */
    static void await(String name, String address, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (at(address) != Look.READY) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        name + " is not ready after " + timeout.toSeconds() + " s; its log says why");
            }
            Thread.sleep(LOOK);
        }
    }
}
