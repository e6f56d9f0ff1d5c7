package io.launchlog.faults.process;

import io.launchlog.embedded.elasticsearch.ElasticsearchCluster;
import io.launchlog.embedded.elasticsearch.EmbeddedElasticsearch;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An Elasticsearch node in a child JVM. */
final class SearchNode {

    private SearchNode() {}

    /**
     * Launches one.
     *
     * @param directory for its data and its log
     */
    static MemberProcess launch(ElasticsearchCluster cluster, ElasticsearchCluster.Member self, Path directory) {
        List<String> arguments = new ArrayList<>();
        arguments.add(directory.resolve(self.name()).toString());
        arguments.add(self.name());
        cluster.members()
                .forEach(member ->
                        arguments.add(member.name() + ":" + member.httpPort() + ":" + member.transportPort()));
        return MemberProcess.launch(
                self.name(),
                () -> Child.start(
                        self.name(),
                        Main.class,
                        List.of(
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "--add-modules=jdk.incubator.vector",
                                "-Des.nativelibs.path=" + directory),
                        arguments,
                        directory));
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            List<ElasticsearchCluster.Member> members = new ArrayList<>();
            for (String member : List.of(arguments).subList(2, arguments.length)) {
                List<String> parts = List.of(member.split(":", -1));
                members.add(new ElasticsearchCluster.Member(
                        parts.get(0), Integer.parseInt(parts.get(1)), Integer.parseInt(parts.get(2))));
            }
            ElasticsearchCluster.Member self = members.stream()
                    .filter(member -> member.name().equals(arguments[1]))
                    .findFirst()
                    .orElseThrow();
            try (EmbeddedElasticsearch node =
                    EmbeddedElasticsearch.start(Path.of(arguments[0]), new ElasticsearchCluster(members), self)) {
                ParentLine.serve(node.httpAddress(), Starting.NO_COMMAND);
            }
            System.exit(0);
        }
    }
}
