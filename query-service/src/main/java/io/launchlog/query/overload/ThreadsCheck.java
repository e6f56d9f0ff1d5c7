package io.launchlog.query.overload;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/**
 * Holds a start that would let requests which wait take all threads of the container: nobody could be told any more that
 * there are too many.
 */
@Component
final class ThreadsCheck {

    /**
     * @param threads of the container; 200 is Spring Boot's own default
     * @throws InvalidConfigurationPropertyValueException when they are not more than all features may hold together
     */
    ThreadsCheck(@Value("${server.tomcat.threads.max:200}") int threads, List<HeldThreads> held) {
        int together = held.stream().mapToInt(HeldThreads::most).sum();
        if (threads <= together) {
            throw new InvalidConfigurationPropertyValueException(
                    "server.tomcat.threads.max",
                    threads,
                    "Allowed: more than " + together + ", which are "
                            + held.stream()
                                    .map(one -> one.most() + " " + one.by())
                                    .collect(Collectors.joining(", ")));
        }
    }
}
