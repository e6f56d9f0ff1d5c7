package io.launchlog.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.launchlog.faults.fault.Fault;
import io.launchlog.faults.fault.Faults;
import org.junit.jupiter.api.Test;

class LaunchlogFaultsTest {

    @Test
    void a_wrong_call_ends_with_2_before_anything_is_started() {
        assertThat(LaunchlogFaults.execute("--only", "no-such-fault")).isEqualTo(2);
        assertThat(LaunchlogFaults.execute("--events", "5")).isEqualTo(2);
        assertThat(LaunchlogFaults.execute("--nodes", "0")).isEqualTo(2);
        assertThat(LaunchlogFaults.execute("--seed", "x")).isEqualTo(2);
        assertThat(LaunchlogFaults.execute("--list")).isZero();
    }

    @Test
    void help_says_what_each_option_takes() {
        assertThat(LaunchlogFaults.command().getCommandSpec().options())
                .filteredOn(option -> option.arity().max() > 0)
                .isNotEmpty()
                .allMatch(option -> option.paramLabel().matches("[A-Z]+"), "has a label");
    }

    @Test
    void names_can_be_told_apart() {
        assertThat(Faults.all(0))
                .extracting(Fault::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
    }
}
