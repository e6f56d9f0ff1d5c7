package io.launchlog.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.deploy.Checkout;
import io.launchlog.deploy.KnownProperties;
import io.launchlog.deploy.monitoring.AlertRules.Alert;
import io.launchlog.ingest.IngestApplication;
import io.launchlog.ingest.command.Operations;
import io.launchlog.model.index.IndexNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunbooksTest {

    private static final String JAR = "java -jar ingest-service-exec.jar ";
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PROPERTY = Pattern.compile("--([a-z-]+\\.[a-z.-]+)=");
    private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)(?![a-z.-]*=)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern PORT = Pattern.compile("http://(ingest|query):(\\d+)/actuator/");

    static List<String> runbooks() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.path(AlertRules.FOLDER + "runbooks"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void each_has_an_alert() throws IOException {
        assertThat(runbooks())
                .containsExactlyInAnyOrderElementsOf(AlertRules.read().stream()
                        .map(Alert::name)
                        .map(name -> name + ".md")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void each_says_what_it_means_how_to_see_it_what_to_do_and_when_it_worked(String runbook) {
        String text = text(runbook);
        assertThat(text.lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# " + runbook.replace(".md", ""), "## What it means", "## How to see", "## What to do");
        assertThat(text).containsPattern("(?m)^It worked when ");
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void the_operations_that_it_runs_are_there_with_their_options(String runbook) {
        text(runbook).lines().filter(line -> line.contains(JAR)).forEach(line -> {
            String command = line.substring(line.indexOf(JAR) + JAR.length()).replaceAll("`.*", "");
            assertThat(understands(command)).as(line).isTrue();
            assertThat(PROPERTY.matcher(command).results().map(property -> property.group(1)))
                    .isNotEmpty()
                    .allMatch(KnownProperties.all()::has);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dlq lists", "dlq list --since-when 2h", "verify --mend", "rebuild --state"})
    void other_operations_and_options_are_not(String command) {
        assertThat(understands(command)).isFalse();
    }

    /** Whether the operation's own help knows it and its options. */
    private static boolean understands(String command) {
        String operation = command.replaceAll(" (--|0:).*", "");
        String help = helpOf(operation);
        return help.contains("launchlog " + operation + " ")
                && OPTION.matcher(command)
                        .results()
                        .allMatch(option -> Pattern.compile(Pattern.quote(option.group(1)) + "\\b(?!-)")
                                .matcher(help)
                                .find());
    }

    private static String helpOf(String operation) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        try (PrintStream caught = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            Operations.run(
                    IngestApplication.class,
                    Pattern.compile(" ").splitAsStream(operation + " --help").toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void the_properties_that_it_names_are_there(String runbook) {
        assertThat(CODE.matcher(text(runbook))
                        .results()
                        .map(code -> code.group(1))
                        .filter(code -> code.matches("(launchlog|spring|server|management)\\.[a-z.-]+")))
                .allSatisfy(name ->
                        assertThat(KnownProperties.all().has(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void the_panels_that_it_names_are_on_the_dashboard(String runbook) {
        List<String> titles =
                Dashboard.read().panels().stream().map(Dashboard.Panel::title).toList();
        assertThat(QUOTED.matcher(text(runbook).replaceAll("(?s)```.*?```|`[^`]*`", ""))
                        .results()
                        .map(quoted -> quoted.group(1).replaceAll("\\s+", " ")))
                .isSubsetOf(titles);
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void what_it_links_to_and_asks_is_there(String runbook) {
        assertThat(LINK.matcher(text(runbook)).results().map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(
                                Checkout.path(AlertRules.FOLDER + "runbooks").resolve(link))
                        .exists());
        assertThat(PORT.matcher(text(runbook)).results().map((MatchResult port) -> port.group(1) + port.group(2)))
                .isSubsetOf("ingest8081", "query8082");
    }

    @Test
    void the_index_that_must_not_be_deleted_has_the_name_of_the_code() {
        assertThat(text("LaunchlogRetentionFailing.md")).contains("`" + IndexNames.STATE + "`");
    }

    private static String text(String runbook) {
        return Checkout.text(AlertRules.FOLDER + "runbooks/" + runbook);
    }
}
