package io.launchlog.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.demo.DemoProgram;
import io.launchlog.deploy.Checkout;
import io.launchlog.ingest.command.Operations;
import io.launchlog.ingest.setup.SetupCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code docker-compose.yml} and {@code .env} of this checkout. */
class ComposeTest {

    private static final String TEXT = Checkout.text("docker-compose.yml");
    private static final String ENVIRONMENT = Checkout.text(".env");

    private final ComposeFile file = ComposeFile.ofCheckout();

    @Test
    void has_the_whole_pipeline() {
        assertThat(file.services().keySet())
                .containsExactlyInAnyOrder(
                        "kafka", "elasticsearch", "kibana", "setup", "kibana-setup", "ingest", "query", "demo");
        assertThat(file.ofOurServices())
                .extracting(ComposeService::name)
                .containsExactlyInAnyOrder("setup", "ingest", "query");
        assertThat(file.service("demo").raw()).containsEntry("profiles", List.of("demo"));
    }

    @Test
    void sets_nothing_that_its_reader_does_not_know() {
        assertThat(Settings.problems(file)).isEmpty();
    }

    @Test
    void goes_only_where_somebody_listens_and_publishes_for_this_machine_only() {
        assertThat(Addresses.problems(file)).isEmpty();
    }

    @Test
    void mounts_and_builds_from_what_is_there_in_the_versions_of_the_build() {
        assertThat(Sources.problems(file, ENVIRONMENT)).isEmpty();
    }

    @Test
    void waits_only_for_what_comes() {
        assertThat(Order.problems(file)).isEmpty();
    }

    @Test
    void has_every_variable_and_needs_every_one_that_is_set() {
        assertThat(file.variables().missing()).isEmpty();
        assertThat(file.variables().set())
                .allMatch(name ->
                        name.startsWith("COMPOSE_") || file.variables().used().contains(name));
        assertThat(file.variables().set()).doesNotContain("LAUNCHLOG_TOKEN");
    }

    @Test
    void asks_for_the_token() {
        assertThat(TEXT).contains("${LAUNCHLOG_TOKEN:?");
        assertThat(ComposeFile.parse(TEXT.replaceAll("LAUNCHLOG_TOKEN:\\?[^}]*", "LAUNCHLOG_TOKEN"), ENVIRONMENT)
                        .variables()
                        .missing())
                .containsExactly("LAUNCHLOG_TOKEN");
    }

    @Test
    void gives_the_token_to_the_service_as_it_is() {
        String token = "a.B/c+d_E-f=";
        ComposeFile given = ComposeFile.parse(TEXT, ENVIRONMENT + "\nLAUNCHLOG_TOKEN=" + token);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "container", Map.copyOf(given.service("query").environment())));

        new SpringApplicationJsonEnvironmentPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication(ComposeTest.class));

        assertThat(Binder.get(environment)
                        .bind("launchlog.auth.static", Bindable.mapOf(String.class, String.class))
                        .get())
                .isEqualTo(Map.of(token, "demo"));
    }

    @Test
    void starts_programs_with_options_that_they_have() {
        List<String> setup = file.service("setup").command();
        List<String> demo = file.service("demo").command();

        assertThat(Operations.isOperation(setup.toArray(String[]::new))).isTrue();
        assertThatCode(() -> setupCommand(setup.subList(1, setup.size()))).doesNotThrowAnyException();
        assertThatThrownBy(() -> setupCommand(List.of("--waits=5m"))).isInstanceOf(ParameterException.class);
        assertThatCode(() -> DemoProgram.commandLine().parseArgs(demo.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void lets_our_own_programs_do_no_more_than_they_need() {
        assertThat(file.ours())
                .hasSize(4)
                .allSatisfy(service -> assertThat(service.raw())
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsEntry("security_opt", List.of("no-new-privileges:true"))
                        .hasEntrySatisfying(
                                "tmpfs",
                                places -> assertThat(String.valueOf(places)).contains("/tmp:size=")));
    }

    @Test
    void bounds_the_memory_of_all() {
        assertThat(file.services().values())
                .allSatisfy(service ->
                        assertThat(service.text("mem_limit")).as(service.name()).matches("[0-9]+[mg]"));
    }

    /** The checks are worth something: each change of the file is told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LAUNCHLOG_TOPIC_PARTITIONS:         | LAUNCHLOG_TOPIC_PARTITION:          | does not know LAUNCHLOG_TOPIC_PARTITION
            LAUNCHLOG_RETENTION:                | LAUNCHLOG_RETENTIONS:               | does not know LAUNCHLOG_RETENTIONS
            SPRING_ELASTICSEARCH_URIS:          | SPRING_ELASTICSEARCH_URI:           | does not know SPRING_ELASTICSEARCH_URI
            MANAGEMENT_SERVER_PORT:             | MANAGEMENT_PORT:                    | query does not know MANAGEMENT_PORT
            {"auth": {"static":                 | {"auth": {"tokens":                 | query does not know launchlog.auth.tokens
            KAFKA_PROCESS_ROLES:                | KAFKA_PROCESS_ROLE:                 | broker does not know process.role
            KAFKA_LISTENERS: HOST:              | KAFKA_LISTENERS: HOSTS:             | broker does not start
            discovery.type:                     | discovery.typ:                      | elasticsearch does not know discovery.typ
            ELASTICSEARCH_HOSTS:                | ELASTICSEARCH_URL:                  | kibana does not know ELASTICSEARCH_URL
            KIBANA_URL:                         | KIBANA:                             | kibana-setup does not know KIBANA
            http://elasticsearch:9200           | http://elastic:9200                 | elastic:9200, where nobody listens
            BOOTSTRAPSERVERS: kafka:9093        | BOOTSTRAPSERVERS: kafka:9095        | kafka:9095, where nobody listens
            --kafka=kafka:9093                  | --kafka=kafka:9091                  | kafka:9091, where nobody listens
            SERVER_PORT: "8081"                 | SERVER_PORT: "8091"                 | ingest does not listen on 8081
            - 127.0.0.1:${API_PORT}:8080        | - 0.0.0.0:${API_PORT}:8080          | published beyond this machine
            127.0.0.1:${KAFKA_PORT},            | 127.0.0.1:9999,                     | another port than that of HOST
            ./deploy/kibana:                    | ./deploy/kibanas:                   | which is not there
            deploy/demo.Dockerfile              | deploy/Demo.Dockerfile              | which is not there
            kafka:${KAFKA_VERSION}              | kafka:latest                        | version is not from .env
            - kafka:/var/lib                    | - kafka-data:/var/lib               | which is not there
            condition: service_healthy          | condition: service_started          | waits for what does not come
            SERVICE: ingest-service             | SERVICES: ingest-service            | gives the build SERVICES
            test: curl                          | tests: curl                         | waits for what does not come
            """)
    void notices(String from, String to, String problem) {
        assertThat(TEXT).contains(from);
        ComposeFile changed = ComposeFile.parse(TEXT.replace(from, to), ENVIRONMENT);

        assertThat(Stream.of(
                                Settings.problems(changed),
                                Addresses.problems(changed),
                                Sources.problems(changed, ENVIRONMENT),
                                Order.problems(changed))
                        .flatMap(List::stream))
                .anySatisfy(line -> assertThat(line).contains(problem));
    }

    @ParameterizedTest
    @CsvSource({"LAUNCHLOG_VERSION", "KAFKA_VERSION", "ELASTICSEARCH_VERSION", "JRE_IMAGE"})
    void notices_another_version_than_that_of_the_build(String variable) {
        String other = ENVIRONMENT.replaceAll("(?m)^" + variable + "=.*$", variable + "=1.0.0");

        assertThat(Sources.problems(file, other))
                .anySatisfy(line -> assertThat(line).contains("1.0.0"));
        assertThat(ComposeFile.parse(TEXT, ENVIRONMENT.replace(variable + "=", "X="))
                        .variables()
                        .missing())
                .containsExactly(variable);
    }

    private static void setupCommand(List<String> options) {
        new CommandLine(new SetupCommand(() -> {
                    throw new AssertionError("nothing is set up");
                }))
                .parseArgs(options.toArray(String[]::new));
    }
}
