package io.launchlog.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.image.ImageFile.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build without Docker has written. */
class ImageIT {

    private static final String INGEST = "ingest-service";
    private static final String QUERY = "query-service";

    private static final Map<String, List<String>> PORTS =
            Map.of(INGEST, List.of("8081/tcp"), QUERY, List.of("8080/tcp", "8082/tcp"));
    private static final Map<String, List<String>> ENVIRONMENT = Map.of(
            INGEST, List.of("MALLOC_ARENA_MAX=2"), QUERY, List.of("MALLOC_ARENA_MAX=2", "MANAGEMENT_SERVER_PORT=8082"));

    /** And not what may be there on the ports that are the default. */
    private static final Map<String, String> NOBODY_THERE =
            Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9", "SPRING_ELASTICSEARCH_URIS", "http://127.0.0.1:9");

    /** What Jib gives to files, so that the same content makes the same layer. */
    private static final Instant SETTLED = Instant.ofEpochSecond(1);

    @ParameterizedTest
    @ValueSource(strings = {INGEST, QUERY})
    void runsJavaItselfAsSomebodyWithoutRights(String service) {
        ImageFile image = ImageFile.of(service);

        assertThat(image.config().path("User").asString()).isEqualTo("65532:65532");
        assertThat(image.configured("Entrypoint"))
                .as("a list, so that Java is process 1 and is told to end")
                .containsExactly(
                        "/opt/java/bin/java",
                        "@/app/jvm.options",
                        "-XX:AOTCache=/app/" + service + ".aot",
                        "-jar",
                        "/app/" + service + "-exec.jar");
        assertThat(image.configured("Cmd")).isEmpty();
        assertThat(image.config().path("WorkingDir").asString()).isEqualTo("/app");
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, QUERY})
    void saysItsPortsItsEnvironmentAndWhatItIs(String service) {
        ImageFile image = ImageFile.of(service);

        assertThat(image.config().path("ExposedPorts").propertyNames())
                .containsExactlyInAnyOrderElementsOf(PORTS.get(service));
        assertThat(image.configured("Env")).containsExactlyInAnyOrderElementsOf(ENVIRONMENT.get(service));
        assertThat(image.config().path("Labels").propertyNames())
                .contains("org.opencontainers.image.version", "org.opencontainers.image.licenses");
        assertThat(image.manifest().path("RepoTags").get(0).asString()).startsWith("launchlog/" + service + ":");
        assertThat(image.description().path("os").asString()).isEqualTo("linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, QUERY})
    void hasWhatChangesLeastInTheLowestLayers(String service) {
        ImageFile image = ImageFile.of(service);
        String spring = image.entries().stream()
                .map(Entry::name)
                .filter(name -> name.startsWith("/app/lib/spring-core-"))
                .findFirst()
                .orElseThrow();

        assertThat(List.of(
                        image.layerOf("/opt/java/bin/java"),
                        image.layerOf(spring),
                        image.layerOf("/app/" + service + "-exec.jar"),
                        image.layerOf("/app/jvm.options"),
                        image.layerOf("/app/" + service + ".aot")))
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContain(-1);
        assertThat(image.layerOf("/app/lib/common-model-0.1.0-SNAPSHOT.jar"))
                .as("our own, with our own")
                .isEqualTo(image.layerOf("/app/" + service + "-exec.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, QUERY})
    void hasNeitherTheEmbeddedServersNorSecretsNorConfiguration(String service) {
        assertThat(ImageFile.of(service).entries())
                .extracting(entry -> entry.name().toLowerCase(Locale.ROOT))
                .noneMatch(name -> name.matches("/app/lib/(elasticsearch-\\d|kafka_|kafka-server|lucene-|embedded).*"))
                .noneMatch(name -> name.matches(
                        "/(app|root|home|tmp)/.*(\\.pem|\\.key|\\.p12|\\.jks|\\.env|\\.ya?ml|\\.properties)"))
                .allMatch(name -> name.matches("/(app|opt|opt/java)(/.*)?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, QUERY})
    void hasFilesThatTheServiceCannotChangeWithTimesThatDoNotDependOnTheBuild(String service) {
        ImageFile image = ImageFile.of(service);
        List<Entry> files =
                image.entries().stream().filter(entry -> !entry.folder()).toList();

        assertThat(image.entries()).allMatch(entry -> entry.owner() == 0);
        assertThat(files).extracting(Entry::mode).containsOnly("644", "755");
        assertThat(files)
                .filteredOn(entry -> entry.mode().equals("755"))
                .extracting(Entry::name)
                .contains("/opt/java/bin/java", "/opt/java/lib/jspawnhelper", "/app/health");
        assertThat(files).extracting(Entry::modified).containsOnly(SETTLED);
        assertThat(Instant.parse(image.description().path("created").asString()))
                .as("project.build.outputTimestamp")
                .isEqualTo("2026-11-23T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {INGEST, QUERY})
    void hasACacheThatFitsItsJavaAndItsJars(String service, @TempDir Path folder) throws Exception {
        ImageFile image = ImageFile.of(service);
        image.unpack(folder);

        // With AOTMode=on Java refuses to start when it cannot use the cache; by itself it would only be slower.
        RunningImage run = RunningImage.start(
                image, folder, List.of("-XX:AOTMode=on", "-Dspring.context.exit=onRefresh"), NOBODY_THERE);

        assertThat(run.awaitExit()).as(run.output()).isZero();
    }
}
