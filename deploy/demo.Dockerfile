# The demo worker. It starts model servers as processes of its own, with the same Java. The jar is built on the host
# (deploy/README.md).
ARG JRE=eclipse-temurin:25.0.3_9-jre-noble
FROM ${JRE}
COPY demo-worker/target/demo-worker-exec.jar /demo-worker.jar
USER 65532:65532
WORKDIR /tmp
ENTRYPOINT ["java", "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-jar", "/demo-worker.jar"]
