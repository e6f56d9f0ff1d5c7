package io.launchlog.embedded.kafka;

import io.launchlog.embedded.LoopbackPort;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * One more way for clients into a broker, beside the plain one: for tests of what is secured.
 *
 * @param name in capital letters, such as {@code SECURE}
 * @param port on 127.0.0.1
 * @param protocol what is spoken there
 * @param settings the broker's for this listener, by their names without {@code listener.name.} and its name
 */
public record Listener(String name, int port, SecurityProtocol protocol, Map<String, String> settings) {

    public Listener {
        settings = Map.copyOf(settings);
    }

    /** Host and port for {@code bootstrap.servers}. */
    public String address() {
        return LoopbackPort.HOST + ":" + port;
    }

    void addTo(Properties broker) {
        append(broker, "listeners", name + "://" + address());
        append(broker, "listener.security.protocol.map", name + ":" + protocol);
        String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
        settings.forEach((setting, value) -> broker.setProperty(prefix + setting, value));
    }

    private static void append(Properties broker, String setting, String value) {
        broker.setProperty(setting, broker.getProperty(setting) + "," + value);
    }
}
