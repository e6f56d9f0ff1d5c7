package io.launchlog.query.auth.keystone;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.launchlog.query.testing.FakeNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Answers as a Keystone 22 was seen to answer, and one that fails as told. */
final class RecordedKeystone implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-28T00:35:33Z");
    static final String NOT_FOUND =
            "{\"error\":{\"code\":404,\"message\":\"Could not recognize Fernet token\",\"title\":\"Not Found\"}}";
    static final String UNAUTHORIZED = "{\"error\":{\"code\":401,\"message\":\"The request you have made requires"
            + " authentication.\",\"title\":\"Unauthorized\"}}";

    private final FakeNode server = FakeNode.start(this::answer);
    private final AtomicInteger working = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Integer> stumbles = new ConcurrentHashMap<>();
    private final Set<String> late = ConcurrentHashMap.newKeySet();
    private final AtomicReference<String> own = new AtomicReference<>("none");
    private final AtomicLong ticks = new AtomicLong();
    final AtomicReference<Instant> now = new AtomicReference<>(START);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final AtomicInteger issued = new AtomicInteger();
    final AtomicInteger validated = new AtomicInteger();
    volatile int status = 200;
    volatile int issueStatus = 201;
    volatile String notFound = NOT_FOUND;
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile CountDownLatch gateOfExpired = new CountDownLatch(0);
    volatile CountDownLatch gateOfUnknown = new CountDownLatch(0);

    private void answer(HttpExchange exchange) throws IOException {
        pass(gate);
        if (status != 200) {
            FakeNode.answer(exchange, status, error(status));
        } else if (exchange.getRequestMethod().equals("POST")) {
            issue(exchange);
        } else {
            validate(exchange);
        }
    }

    private void issue(HttpExchange exchange) throws IOException {
        if (issueStatus != 201) {
            FakeNode.answer(exchange, issueStatus, error(issueStatus));
            return;
        }
        own.set("own-" + issued.incrementAndGet());
        exchange.getResponseHeaders().set("X-Subject-Token", own.get());
        FakeNode.answer(exchange, 201, token(now.get().plus(Duration.ofHours(1)), "service", "admin"));
    }

    private static String error(int status) {
        return "{\"error\":{\"code\":" + status + "}}";
    }

    private void validate(HttpExchange exchange) throws IOException {
        validated.incrementAndGet();
        String shown = exchange.getRequestHeaders().getFirst("X-Auth-Token");
        String subject = exchange.getRequestHeaders().getFirst("X-Subject-Token");
        boolean evenExpired = exchange.getRequestURI().getQuery().contains("allow_expired=1");
        if (evenExpired) {
            pass(gateOfExpired);
        }
        String body = tokens.get(subject);
        if (body == null && !evenExpired) {
            pass(gateOfUnknown);
        }
        if (stumbles.containsKey(subject)) {
            FakeNode.answer(exchange, stumbles.get(subject), error(stumbles.get(subject)));
        } else if (!shown.equals(own.get())) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Keystone uri=\"http://127.0.0.1:15000/v3\"");
            FakeNode.answer(exchange, 401, UNAUTHORIZED);
        } else if (body == null || (!evenExpired && (isExpired(body) || late.contains(subject)))) {
            FakeNode.answer(exchange, 404, notFound);
        } else {
            FakeNode.answer(exchange, 200, body);
        }
    }

    private boolean isExpired(String body) {
        String from = body.substring(body.indexOf("expires_at\": \"") + 14);
        return !Instant.parse(from.substring(0, from.indexOf('"'))).isAfter(now.get());
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The body as it was recorded, with other ids. */
    static String token(Instant expiry, String project, String role) {
        return """
                {"token": {"methods": ["password"], "user": {"domain": {"id": "default", "name": "Default"}, "id": "u",
                "name": "somebody", "password_expires_at": null}, "audit_ids": ["3uaDBAkvSduOBUwpBrzUiQ"],
                "expires_at": "%s", "issued_at": "2026-11-28T00:35:33.000000Z", %s "is_domain": false}}
                """.formatted(
                        expiry,
                        project.isEmpty()
                                ? ""
                                : "\"project\": {\"domain\": {\"id\": \"default\"}, \"id\": \"%s\", \"name\": \"p\"}, \"roles\": [{\"id\": \"1\", \"name\": \"%s\"}],"
                                        .formatted(project, role));
    }

    RecordedKeystone knows(String token, String project, String role) {
        tokens.put(token, token(now.get().plus(Duration.ofMinutes(10)), project, role));
        return this;
    }

    /** It has a fault whenever it is asked about that token. */
    RecordedKeystone stumblesOver(String token, int withStatus) {
        stumbles.put(token, withStatus);
        return this;
    }

    /** It knows the token only when it is asked for expired ones, too. */
    RecordedKeystone isLateToKnow(String token, String project) {
        late.add(token);
        return knows(token, project, "member");
    }

    void revoke(String token) {
        tokens.remove(token);
    }

    /** As after a restart with other keys: the service's own token is good no more. */
    void forgetOwnToken() {
        own.set("none");
    }

    KeystoneVerifier verifier() {
        return verifier(Duration.ofSeconds(10));
    }

    KeystoneVerifier verifier(Duration timeout) {
        return verifier(timeout, new Credentials.User("launchlog", "Default", "secret", "service", "Default"));
    }

    KeystoneVerifier verifier(Credentials credentials) {
        return verifier(Duration.ofSeconds(10), credentials);
    }

    private KeystoneVerifier verifier(Duration timeout, Credentials credentials) {
        Clock clock = clock(now::get);
        KeystoneApi api = new KeystoneApi(URI.create(server.address() + "/v3/"), timeout);
        OwnToken own = new OwnToken(api, credentials, timeout, clock, ticks::get);
        ReadingRules rules =
                new ReadingRules(Set.of("reader", "member"), Duration.ofMinutes(5), Duration.ofSeconds(10));
        TokenJudge judge = new TokenJudge(api, own, rules, clock, ticks::get, meters);
        return new KeystoneVerifier(judge, timeout.multipliedBy(2), clock, ticks::get, this::work);
    }

    private void work(Runnable task) {
        working.incrementAndGet();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                working.decrementAndGet();
            }
        });
    }

    private static Clock clock(Supplier<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Lets time pass, when nobody is at a question any more: in its middle, clock and ticker would disagree. */
    void later(Duration time) {
        if (gate.getCount() == 0 && gateOfExpired.getCount() == 0 && gateOfUnknown.getCount() == 0) {
            await().until(() -> working.get() == 0);
        }
        ticks.addAndGet(time.toNanos());
        setClock(time);
    }

    /** Sets the wall clock forward, or back; no time passes. */
    void setClock(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** How many questions have arrived, of both kinds, answered or not. */
    int arrived() {
        return server.asked().size();
    }

    /** The bodies of the requests for a token of the service's own. */
    List<String> posted() {
        return server.asked().stream()
                .filter(asked -> asked.line().startsWith("POST "))
                .map(FakeNode.Asked::body)
                .toList();
    }

    /** It is away from now on. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        gate.countDown();
        gateOfExpired.countDown();
        gateOfUnknown.countDown();
        server.close();
        threads.shutdownNow();
    }
}
