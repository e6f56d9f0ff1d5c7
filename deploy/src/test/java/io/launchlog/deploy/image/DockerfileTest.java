package io.launchlog.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No Docker is asked: that the Dockerfile names what there is, and makes the image that the other build makes. */
class DockerfileTest {

    private static final List<String> SERVICES = List.of("ingest-service", "query-service");

    private final String dockerfile = Checkout.text("deploy/Dockerfile");

    @Test
    void copiesFilesThatAreThereAndNotIgnored() {
        List<String> ignored = Checkout.text(".dockerignore").lines().toList();

        assertThat(found("^COPY (?!--from)(.+) \\S+$"))
                .flatExtracting(files -> List.of(files.split(" ")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ignored)
                        .as("exceptions of .dockerignore for " + file)
                        .anyMatch(line -> line.startsWith("!") && named(file).startsWith(line.substring(1))))
                .filteredOn(file -> !file.contains("/target/"))
                .allSatisfy(file -> assertThat(Checkout.path(file)).isRegularFile());
    }

    private static String named(String file) {
        return file.replace("${SERVICE}", "ingest-service");
    }

    @Test
    void startsWhatTheOtherBuildStarts() {
        String pom = Checkout.text("deploy/pom.xml");
        for (String service : SERVICES) {
            List<String> arguments = List.of(
                    "@/app/jvm.options",
                    "-XX:AOTCache=/app/" + service + ".aot",
                    "-jar",
                    "/app/" + service + "-exec.jar");

            assertThat(found("^ENTRYPOINT (\\[.*" + service + ".*])$"))
                    .singleElement()
                    .isEqualTo("[\"java\", \"" + String.join("\", \"", arguments) + "\"]");
            assertThat(pom)
                    .contains("<arg>" + String.join("</arg>|<arg>", arguments).replace("|", "\n                  ")
                            + "</arg>");
        }
        assertThat(found("^USER (.+)$")).containsExactly("65532:65532");
        assertThat(pom).contains("<user>65532:65532</user>");
    }

    @Test
    void setsTheSameEnvironmentAndPorts() {
        String pom = Checkout.text("deploy/pom.xml");

        assertThat(found("^ENV (.+)$")).containsExactly("MALLOC_ARENA_MAX=2", "MANAGEMENT_SERVER_PORT=8082");
        assertThat(found("^ENV (.+)$"))
                .extracting(variable -> variable.split("="))
                .allSatisfy(variable ->
                        assertThat(pom).contains("<" + variable[0] + ">" + variable[1] + "</" + variable[0] + ">"));
        assertThat(found("^EXPOSE (.+)$")).containsExactly("8081", "8080 8082");
    }

    @Test
    void everyStageBuildsOnTheSameJava() {
        assertThat(found("^FROM (\\S+)"))
                .containsExactly("${JRE}", "${JRE}", "files", "files", "service", "service", "${SERVICE}");
        assertThat(found("^ARG JRE=(.+)$"))
                .singleElement()
                .asString()
                .as("pinned to a build of Java 25")
                .matches("eclipse-temurin:25\\.\\d+\\.\\d+_\\d+-jre-\\w+");
    }

    private List<String> found(String line) {
        return Pattern.compile(line, Pattern.MULTILINE)
                .matcher(dockerfile)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
