package io.launchlog.query.auth.keystone;

import static io.launchlog.query.testing.Answer.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** With a real Keystone, where the Debian package {@code keystone} is installed. */
@ExtendWith(OutputCaptureExtension.class)
class KeystoneIT {

    @TempDir
    private static Path directory;

    private static RealKeystone keystone;
    private static TestServer server;
    private static String ours;
    private static String theirs;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(RealKeystone.isInstalled(), "Not run: the Debian package keystone is not installed");
        keystone = RealKeystone.start(directory);
        ours = keystone.project("ours");
        theirs = keystone.project("theirs");
        keystone.user("alice", ours, "reader");
        keystone.user("bob", theirs, "member");
        keystone.role("billing");
        keystone.user("carol", ours, "billing");
        TestStore.shared()
                .index(List.of(
                        TestEvents.event(new ServiceKey(ours, "known"), "1").build()));
        server = TestServer.start(
                TestStore.shared().address(),
                List.of(),
                "launchlog.auth.mode=keystone",
                "launchlog.auth.keystone.url=" + keystone.url(),
                "launchlog.auth.keystone.username=admin",
                "launchlog.auth.keystone.password=" + RealKeystone.PASSWORD,
                "launchlog.auth.keystone.project=admin",
                "launchlog.auth.keystone.negative-cache=1s");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (keystone != null) {
            keystone.close();
        }
    }

    private static HttpResponse<String> ask(String token) {
        return server.get("/v1/" + ours + "/services/known/events", "X-Auth-Token", token);
    }

    private static String token(String user, String project) {
        return keystone.token(user, RealKeystone.PASSWORD, project);
    }

    @Test
    void tokens_are_judged_as_keystone_does() {
        assertThat(ask(token("alice", "ours")).statusCode()).isEqualTo(200);
        assertError(ask("garbage"), 401, "0203", "Invalid token.");
        assertError(ask(token("alice", "")), 401, "0212", "The token does not belong to a project.");
        assertError(
                ask(token("bob", "theirs")),
                403,
                "0210",
                "The project id in the request URL does not match the token.");
        assertError(ask(token("carol", "ours")), 403, "0108", "The roles of the token do not allow reading.");
        String revoked = token("alice", "ours");
        keystone.revoke(revoked);
        assertError(ask(revoked), 401, "0203", "Invalid token.");
    }

    @Test
    void an_application_credential_may_ask_too() {
        Credentials.Application credential = keystone.applicationCredential("launchlog");
        try (TestServer other = TestServer.start(
                TestStore.shared().address(),
                List.of(),
                "launchlog.auth.mode=keystone",
                "launchlog.auth.keystone.url=" + keystone.url(),
                "launchlog.auth.keystone.application-credential-id=" + credential.id(),
                "launchlog.auth.keystone.application-credential-secret=" + credential.secret())) {
            String path = "/v1/" + ours + "/services/known/events";
            assertThat(other.get(path, "X-Auth-Token", token("alice", "ours")).statusCode())
                    .isEqualTo(200);
            assertError(other.get(path, "X-Auth-Token", "garbage"), 401, "0203", "Invalid token.");
        }
    }

    @Test
    void what_keystone_has_said_is_good_while_it_is_away_and_no_token_is_logged(CapturedOutput output)
            throws Exception {
        String known = token("alice", "ours");
        String unknown = token("alice", "ours");
        assertThat(ask(known).statusCode()).isEqualTo(200);

        try {
            keystone.stop();
            judgeWhileAwayAndWithShortLives(known, unknown, output);
        } finally {
            keystone.stop();
            keystone.configure(Duration.ofHours(1));
            keystone.start();
        }
    }

    private static void judgeWhileAwayAndWithShortLives(String known, String unknown, CapturedOutput output)
            throws Exception {
        assertThat(ask(known).statusCode()).isEqualTo(200);
        HttpResponse<String> away = ask(unknown);
        assertError(away, 503, "4302", "The identity service");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();

        keystone.configure(Duration.ofSeconds(4));
        keystone.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> ask(unknown).statusCode() == 200);

        AtomicReference<String> issued = new AtomicReference<>("");
        // Where the machine is busy, one may expire on its way.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            issued.set(token("alice", "ours"));
            return ask(issued.get()).statusCode() == 200;
        });
        String shortLived = issued.get();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertError(
                        ask(shortLived), 401, "0202", "Invalid token header because the token has expired."));
        assertThat(output.getAll()).doesNotContain(known, unknown, shortLived, RealKeystone.PASSWORD);
    }
}
