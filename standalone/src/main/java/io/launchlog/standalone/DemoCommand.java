package io.launchlog.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code launchlog demo}: runs the demo deployments against a running instance. */
@Command(name = "demo", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CannotRunException("not here yet");
    }
}
