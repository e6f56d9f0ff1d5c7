package io.launchlog.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.launchlog.embedded.DataDirectory;
import io.launchlog.embedded.EmbeddedStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    private static final Addresses ADDRESSES =
            new Addresses("http://127.0.0.1:1", "127.0.0.1:2", "http://127.0.0.1:3", "topic");

    @TempDir
    private Path directory;

    @Test
    void the_development_token_is_made_once_for_its_owner_only() throws Exception {
        Workspace workspace = new Workspace(directory);

        String token = workspace.developmentToken();

        assertThat(token).matches("dev-[A-Za-z0-9_-]{24}");
        assertThat(new Workspace(directory).developmentToken()).isEqualTo(token);
        assertThat(new Workspace(directory.resolve(".")).developmentToken()).isEqualTo(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("development-token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_is_announced_is_found_until_it_is_withdrawn() throws Exception {
        Workspace workspace = new Workspace(directory);
        Grant grant = new Grant("a=b\\c: d", "project");

        assertThat(workspace.announced()).isEmpty();
        workspace.announce(ADDRESSES, grant);

        assertThat(workspace.announced())
                .get()
                .satisfies(found -> assertThat(Map.copyOf(found)).isEqualTo(Map.copyOf(ADDRESSES.toProperties(grant))));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("instance.properties"))))
                .isEqualTo("rw-------");
        workspace.withdraw();
        assertThat(workspace.announced()).isEmpty();
    }

    @Test
    void one_instance_at_a_time_has_a_directory() {
        Workspace workspace = new Workspace(directory.resolve("new"));
        try (DataDirectory held = workspace.lock()) {
            assertThat(held.path()).isDirectory();
            assertThatThrownBy(() -> workspace.lock().close())
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("in use");
        }
    }
}
