package io.launchlog.deploy.compose;

import io.launchlog.deploy.Checkout;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what is mounted and built from is there, and has the versions of the build. */
final class Sources {

    private Sources() {}

    /** What is not there or of another version, one line each. */
    static List<String> problems(ComposeFile file, String environment) {
        List<String> problems = new ArrayList<>();
        file.services().values().forEach(service -> {
            addMounts(service, file, problems);
            addProgram(service, problems);
            if (!service.rawImage().matches("[a-z0-9./-]+:\\$\\{[A-Z]+_VERSION}")) {
                problems.add(service.name() + " has an image whose version is not from .env: " + service.rawImage());
            }
        });
        file.ours().forEach(service -> addSources(service, problems));
        addVersions(environment, problems);
        String jre = Variables.of(environment).getOrDefault("JRE_IMAGE", "");
        file.ours().stream()
                .map(ComposeService::dockerfile)
                .distinct()
                .filter(dockerfile -> Files.exists(Checkout.path(dockerfile)))
                .filter(dockerfile -> !Checkout.text(dockerfile).contains("ARG JRE=" + jre + "\n"))
                .forEach(dockerfile ->
                        problems.add(dockerfile + " is not built on " + jre + " when nobody says on what"));
        return problems;
    }

    private static void addMounts(ComposeService service, ComposeFile file, List<String> problems) {
        for (String volume : service.volumes()) {
            String source = volume.substring(0, volume.indexOf(':'));
            boolean isThere = source.startsWith("./")
                    ? Files.exists(Checkout.path(source.substring(2)))
                    : file.volumes().contains(source);
            if (!isThere) {
                problems.add(service.name() + " mounts " + source + ", which is not there");
            }
        }
    }

    /** A program that a service is started with is in one of its mounts. */
    private static void addProgram(ComposeService service, List<String> problems) {
        for (String word : service.entrypoint()) {
            if (word.startsWith("/")) {
                boolean isThere = service.volumes().stream()
                        .map(volume -> volume.split(":", 3))
                        .anyMatch(mount -> word.startsWith(mount[1] + "/")
                                && Files.exists(
                                        Checkout.path(mount[0].replace("./", "") + word.substring(mount[1].length()))));
                if (!isThere) {
                    problems.add(service.name() + " runs " + word + ", which is not there");
                }
            }
        }
    }

    private static void addSources(ComposeService service, List<String> problems) {
        if (!Files.exists(Checkout.path(service.dockerfile()))) {
            problems.add(service.name() + " is built by " + service.dockerfile() + ", which is not there");
            return;
        }
        List<String> sent = Checkout.text(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        ContainerFile container = ContainerFile.parse(Checkout.text(service.dockerfile()), service.buildArguments());
        service.buildArguments().keySet().stream()
                .filter(argument -> !container.arguments().contains(argument))
                .forEach(argument -> problems.add(service.name() + " gives the build " + argument + ", which "
                        + service.dockerfile() + " does not know"));
        for (String source : container.copied()) {
            if (sent.stream().noneMatch(path -> source.equals(path) || source.startsWith(path + "/"))) {
                problems.add(
                        service.name() + " is built from " + source + ", which .dockerignore does not let through");
            }
            boolean isMadeByTheBuild = source.contains("/target/");
            String there = isMadeByTheBuild ? source.substring(0, source.indexOf("/target/")) + "/pom.xml" : source;
            if (!source.contains("*") && !Files.exists(Checkout.path(there))) {
                problems.add(service.name() + " is built from " + source + ", which is not there");
            }
        }
    }

    private static void addVersions(String environment, List<String> problems) {
        var variables = Variables.of(environment);
        String pom = Checkout.text("pom.xml");
        // The first version of the pom is that of its parent, the second is ours.
        addVersion(
                "LAUNCHLOG_VERSION",
                "</artifactId>\\s*<version>([^<]*)</version>\\s*<packaging>",
                pom,
                variables,
                problems);
        addVersion("KAFKA_VERSION", "<kafka\\.version>([^<]*)<", pom, variables, problems);
        addVersion("ELASTICSEARCH_VERSION", "<elasticsearch\\.version>([^<]*)<", pom, variables, problems);
    }

    private static void addVersion(
            String variable, String pattern, String pom, Map<String, String> variables, List<String> problems) {
        Matcher matcher = Pattern.compile(pattern).matcher(pom);
        if (!matcher.find() || !matcher.group(1).equals(variables.get(variable))) {
            problems.add(".env has " + variable + "=" + variables.get(variable) + ", which is not that of pom.xml");
        }
    }
}
