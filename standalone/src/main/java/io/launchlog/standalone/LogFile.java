package io.launchlog.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.launchlog.ingest.command.OneLineErrors;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where this process logs. Has to be said once and before the first logger is made, because logback.xml reads it then.
 *
 * <p>Logback's own file configures logging for the whole life of the process: Elasticsearch and Kafka log before Spring
 * Boot starts, and while Boot configures logging anew their lines would be lost or land on the console.
 */
final class LogFile {

    /** The system property that logback.xml reads. */
    private static final String PROPERTY = "launchlog.log.file";

    private LogFile() {}

    static void use(Path file) {
        System.setProperty(PROPERTY, file.toString());
        // Now, and not by the first of several threads that log.
        LoggerFactory.getILoggerFactory();
        // Lucene logs through the JDK, which would print on the console.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** The file, for people. */
    static String path() {
        return System.getProperty(PROPERTY, "the log");
    }

    /** @param levels by name of the logger, as in Spring's {@code logging.level.*} */
    static void applyLevels(Map<String, String> levels) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            levels.forEach((name, level) -> context.getLogger(name.equals("root") ? Logger.ROOT_LOGGER_NAME : name)
                    .setLevel(Level.toLevel(level, Level.INFO)));
        }
    }

    /** Keeps the stack trace of a command that failed in the file; the console gets one line from elsewhere. */
    static void recordFailure(String command, Exception e) {
        LoggerFactory.getLogger(OneLineErrors.LOGGER).error("launchlog {} failed", command, e);
    }
}
