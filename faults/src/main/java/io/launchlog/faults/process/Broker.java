package io.launchlog.faults.process;

import io.launchlog.embedded.kafka.EmbeddedKafka;
import io.launchlog.embedded.kafka.KafkaCluster;
import io.launchlog.embedded.process.Child;
import io.launchlog.embedded.process.ParentLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Kafka broker, with its controller, in a child JVM. */
final class Broker {

    private Broker() {}

    /**
     * Launches one.
     *
     * @param directory for its data and its log
     */
    static MemberProcess launch(KafkaCluster cluster, KafkaCluster.Member self, Path directory) {
        String name = nameOf(self.nodeId());
        List<String> arguments = new ArrayList<>();
        arguments.add(directory.resolve(name).toString());
        arguments.add(Integer.toString(self.nodeId()));
        arguments.add(cluster.id());
        cluster.members()
                .forEach(
                        member -> arguments.add(member.nodeId() + ":" + member.port() + ":" + member.controllerPort()));
        return MemberProcess.launch(
                name,
                () -> Child.start(name, Main.class, List.of("-Xmx384m", "-XX:+UseSerialGC"), arguments, directory));
    }

    static String nameOf(int nodeId) {
        return "kafka-" + nodeId;
    }

    /** The child. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            List<KafkaCluster.Member> members = new ArrayList<>();
            for (String member : List.of(arguments).subList(3, arguments.length)) {
                List<Integer> numbers = List.of(member.split(":", -1)).stream()
                        .map(Integer::parseInt)
                        .toList();
                members.add(new KafkaCluster.Member(numbers.get(0), numbers.get(1), numbers.get(2)));
            }
            int nodeId = Integer.parseInt(arguments[1]);
            KafkaCluster.Member self = members.stream()
                    .filter(member -> member.nodeId() == nodeId)
                    .findFirst()
                    .orElseThrow();
            try (EmbeddedKafka kafka =
                    EmbeddedKafka.start(Path.of(arguments[0]), new KafkaCluster(arguments[2], members), self)) {
                ParentLine.serve(kafka.bootstrapServers(), Starting.NO_COMMAND);
            }
            // Whatever threads are left: nobody waits for them.
            System.exit(0);
        }
    }
}
