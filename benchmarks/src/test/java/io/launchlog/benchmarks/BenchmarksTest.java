package io.launchlog.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarksTest {

    @Test
    void help_says_what_each_option_takes() {
        assertThat(Benchmarks.commands().getSubcommands().values())
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> command.options())
                .filteredOn(option -> option.arity().max() > 0)
                .isNotEmpty()
                .allMatch(option -> option.paramLabel().matches("[A-Z]+"), "has a label");
    }
}
