package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Wrong calls are refused before anything is read. */
class VerifyCommandTest {

    @ParameterizedTest
    @CsvSource({
        "--service=s, --project",
        "--delete-unexpected, --repair",
        "--since=yesterday, RFC 3339",
        "--since=2026-13-01T00:00:00Z, RFC 3339",
        "--samples=-1, --samples",
        "--threads=0, --threads",
        "--wait=soon, no duration"
    })
    void a_wrong_call_names_the_option_and_what_is_allowed(String option, String named) {
        StringWriter err = new StringWriter();
        int exitCode = new CommandLine(new VerifyCommand(() -> {
                    throw new AssertionError("nothing is to be asked for");
                }))
                .setErr(new PrintWriter(err, true))
                .execute(option);

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(named);
    }
}
