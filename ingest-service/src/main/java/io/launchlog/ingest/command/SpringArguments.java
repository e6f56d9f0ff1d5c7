package io.launchlog.ingest.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line whose Spring properties are told apart from the options of commands by the dot in their names, so that
 * a misspelt option stays an error.
 *
 * @param spring the properties, {@code --name.of.it=value}
 * @param command all others, in their order
 */
public record SpringArguments(List<String> spring, List<String> command) {

    private static final Pattern PROPERTY = Pattern.compile("--([A-Za-z][^=]*\\.[^=]+)(=.*)?", Pattern.DOTALL);

    public SpringArguments {
        spring = List.copyOf(spring);
        command = List.copyOf(command);
    }

    /** Tells the arguments apart. */
    public static SpringArguments split(List<String> arguments) {
        List<String> spring = new ArrayList<>();
        List<String> command = new ArrayList<>();
        for (String argument : arguments) {
            (propertyOf(argument).isPresent() ? spring : command).add(argument);
        }
        return new SpringArguments(spring, command);
    }

    /** The name of the property that the argument sets; empty when it sets none. */
    public static Optional<String> propertyOf(String argument) {
        Matcher property = PROPERTY.matcher(argument);
        return property.matches() ? Optional.of(property.group(1)) : Optional.empty();
    }
}
