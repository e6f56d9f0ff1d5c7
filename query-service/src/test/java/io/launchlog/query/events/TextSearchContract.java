package io.launchlog.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.model.event.ServiceEvent;
import io.launchlog.model.event.ServiceKey;
import io.launchlog.query.testing.Answer;
import io.launchlog.query.testing.TestEvents;
import io.launchlog.query.testing.TestServer;
import io.launchlog.query.testing.TestStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contract section 4: what event_info finds, whichever Elasticsearch is searched. Each text is the only event of a
 * service of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TextSearchContract {

    /** Another one each time: a store may hold what an earlier version of the tests has left. */
    private static final String PROJECT = "text-search-" + UUID.randomUUID();

    private TestServer server;

    /** The table of the README. */
    private static final List<TextCase> CONTRACT = TextCase.ofReadme();

    /** What stands near the table. */
    private static final List<TextCase> NEIGHBOURS = List.of(
            near(
                    "TensorFlow-serving started on node gpu-17.rack_2",
                    "tensorflow serving|TensorFlow-serving|tensorflow-serv|tensorflowserving|tensor flow|flow|gpu-17"
                            + "|gpu 17|gpu-1|rack_2|gpu-17.rack|started on|serving tensorflow",
                    "gpu-18|rack_3|tensorflow-start|serving-tensorflow|ensorflow"),
            near(
                    "The model's registry isn't reachable: dial tcp 10.0.0.7:5000",
                    "model|models|model registry|10.0.0.7|10.0.0.7:5000|tcp|dialing|the model|reach|isn t",
                    "10.0.0.8|0.0.8|10.7|unreachable"),
            near(
                    "ImagePullBackOff: container \"predictor\" of v1.2.3-rc1 exited with code 137 (OOMKilled)",
                    "oomkilled|oomk|code 137|exit|v1.2.3|v1.2.3-rc1|rc1|v1.2|code=137|137|13|ImagePullBackOff code",
                    "v1.2.4|138|37|code 13 exited container"),
            near(
                    "Pulled 3 of 12 layers, 45% done; a-b_c.d/e f@g #1 $2 ^3 C++",
                    "45%|45 done|layer|a-b_c.d|c++|#1|$2|^3|f@g|3 of 12|*layers*|\"layers\"|&& layers ||",
                    "46%|a-c|d-b"),
            near(
                    "CudaError at step2 with GPUs in useTheForce mode",
                    "cudaerror|cuda error|error|step2|step 2|gpus|the force|use force|step",
                    "step3|udaerror"),
            near("a".repeat(300) + " long", "a".repeat(255) + "|" + "a".repeat(254) + "|long|aaa", "aab"),
            near("not to be or 2bee", "not to be|to|or|2bee|2 bee|2b|be not", "nor|and"),
            near("镜像 pulling 失败 für café 🚀 ready", "pulling|ready|pull ready|caf", "cafeteria"),
            near(
                    "waiting rollback rolled",
                    "wait|waited|rolling|rollback|roll|rollb|wait rollb",
                    "rolledback|waitin rollback"),
            near("x \u0000 y\tz\r\nw", "x y z w|w z|x\ty", "xy"));

    /** Texts of the reference's manual, with values in the places of its placeholders. */
    private static final List<String> VOCABULARY = List.of(
            "building image for model [TF 3.0.0]",
            "model (TF 3.0.0) build image success",
            "The image starts to create.",
            "The image created.",
            "Failed to create model image resnet. For details, see logs :\nbuild.log.",
            "Failed to create the image.",
            "preparing environment",
            "[TF 3.0.0] prepare environment success",
            "[TF 3.0.0] schedule resource success",
            "Insufficient resources. Wait until idle resources are sufficient.",
            "Insufficient memory. The scheduling failed. Supplementary information: 0/3 nodes are available",
            "Schedule failed due to insufficient resources. Retry later.",
            "[TF 3.0.0] pulling model image",
            "[TF 3.0.0] pull image success",
            "[TF 3.0.0] starting model",
            "Service service-07085 started.",
            "Failed to start service service-07085.",
            "Service deployment timed out. Error: deadline exceeded",
            "Failed to start the pod container in deployment [service-07085-6d5f].",
            "start to deploy service",
            "The service is being updated.",
            "The service has been executed.",
            "The service stops when the auto stop time expires.",
            "Auto stop has been enabled. The service will stop after 3600 s.",
            "Service instances deleted from resource pool pool-a.",
            "The subscription license L-42 is to expire.",
            "Failed to update the service. Perform a rollback.",
            "Failed to update the service. The update has been rolled back.",
            "The service is stopped because the quota exceeds the upper limit.",
            "The batch service failed. Try again later. Error: ModelArts.4302");

    /** A case whose queries are separated by bars. */
    private static TextCase near(String text, String finds, String doesNot) {
        return new TextCase(text, separate(finds), separate(doesNot));
    }

    private static List<String> separate(String queries) {
        return List.of(queries.split("(?<!\\|)\\|(?!\\|)"));
    }

    private static List<String> texts() {
        return Stream.of(
                        CONTRACT.stream().map(TextCase::text),
                        NEIGHBOURS.stream().map(TextCase::text),
                        VOCABULARY.stream())
                .flatMap(texts -> texts)
                .distinct()
                .toList();
    }

    /** What is searched, with the templates; not called again. */
    abstract TestStore store();

    @BeforeAll
    void start() {
        TestStore store = store();
        List<String> texts = texts();
        List<ServiceEvent> events = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            events.add(TestEvents.event(new ServiceKey(PROJECT, "text-" + i), "1")
                    .eventInfo(texts.get(i))
                    .build());
            // All texts together as one service, to tell that a word finds no others.
            events.add(TestEvents.event(new ServiceKey(PROJECT, "all"), "all-" + i)
                    .eventInfo(texts.get(i))
                    .build());
        }
        store.index(events);
        server = TestServer.start(store.address(), List.of(), "launchlog.auth.static.t=" + PROJECT);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> whatFinds() {
        return cases(TextCase::finds);
    }

    static Stream<Arguments> whatDoesNot() {
        return cases(TextCase::doesNot);
    }

    private static Stream<Arguments> cases(Function<TextCase, List<String>> queries) {
        return Stream.of(CONTRACT, NEIGHBOURS)
                .flatMap(List::stream)
                .flatMap(c -> queries.apply(c).stream().map(query -> Arguments.of(query, c.text())));
    }

    @ParameterizedTest(name = "{0} finds: {1}")
    @MethodSource("whatFinds")
    void aTextIsFoundByItsWords(String query, String text) {
        assertThat(answerTo(query, text).total()).as(query).isOne();
    }

    @ParameterizedTest(name = "{0} does not find: {1}")
    @MethodSource("whatDoesNot")
    void aTextIsNotFoundByOtherWords(String query, String text) {
        assertThat(answerTo(query, text).total()).as(query).isZero();
    }

    static Stream<String> vocabulary() {
        return VOCABULARY.stream();
    }

    @ParameterizedTest
    @MethodSource("vocabulary")
    void aTextOfTheReferenceIsFoundByItselfAndByEachOfItsWords(String text) {
        String allowed = text.replaceAll("[`(){}';,\\[\\]<>/?]", " ");
        assertThat(answerTo(allowed, text).total()).isOne();
        assertThat(answerTo(allowed.toUpperCase(java.util.Locale.ROOT), text).total())
                .isOne();
        for (String word : allowed.trim().split("\\s+")) {
            assertThat(answerTo(word, text).total()).as(word).isOne();
            assertThat(answerTo(word + " xyzzy", text).total()).as(word).isZero();
        }
    }

    @Test
    void aWordFindsAllTextsThatHaveItAndNoOthers() {
        assertThat(inAll("rollback"))
                .allMatch(text -> text.contains("rollback"))
                .hasSize(2);
        assertThat(inAll("insufficient resource")).hasSize(2);
        assertThat(inAll("pulling image"))
                .hasSize(5)
                .allMatch(text -> text.contains("pull") || text.contains("ImagePullBackOff"));
        assertThat(inAll("timed out")).containsExactly("Service deployment timed out. Error: deadline exceeded");
    }

    @Test
    void aQueryWithoutWordsIsNoFilter() {
        assertThat(answer("!!!", "all").total()).isEqualTo(texts().size());
        assertThat(answer(" \t ", "all").total()).isEqualTo(texts().size());
        assertThat(answer("- . -", "all").total()).isEqualTo(texts().size());
    }

    private List<String> inAll(String query) {
        return answer(query, "all").infos();
    }

    private Answer answerTo(String query, String text) {
        return answer(query, "text-" + texts().indexOf(text));
    }

    private Answer answer(String query, String service) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        return Answer.ok(server.get(
                "/v1/" + PROJECT + "/services/" + service + "/events?event_info=" + encoded, "X-Auth-Token", "t"));
    }

    /** The most clauses that a query can have: 64 words, each of 255 characters and 128 parts. */
    @Test
    void theLongestQueryIsAnswered() {
        String word = "x" + "-x".repeat(127);
        String query = word + (" " + word).repeat(63);
        assertThat(answer(query, "all").total()).isZero();
        assertThat(answer("wo ".repeat(64), "all").total()).isZero();
        assertThat(answer(("aB".repeat(127) + "a ").repeat(64), "all").total()).isZero();
    }
}
