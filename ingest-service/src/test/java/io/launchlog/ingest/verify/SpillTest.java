package io.launchlog.ingest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {

    @TempDir
    private Path directory;

    @Test
    void gives_back_every_entry_once_and_an_id_always_in_one_part() {
        Random random = new Random(1);
        List<LogEntry> entries = new ArrayList<>();
        try (Spill<LogEntry> spill = new Spill<>(directory, "log", 7, LogEntry.BYTES, LogEntry::read)) {
            for (int i = 0; i < 2_000; i++) {
                LogEntry entry = new LogEntry(
                        new Hash128(random.nextLong(), random.nextLong()),
                        new Hash128(random.nextLong(), random.nextLong()),
                        random.nextLong(),
                        random.nextInt(100),
                        random.nextLong(),
                        random.nextInt(100),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextBoolean());
                entries.add(entry);
                spill.add(entry);
                if (i % 1000 == 0) {
                    spill.add(entry);
                    entries.add(entry);
                }
            }
            List<LogEntry> read = new ArrayList<>();
            for (int part = 0; part < 7; part++) {
                int before = read.size();
                spill.forEach(part, read::add);
                assertThat(read.size() - before).isBetween(2_000 / 7 - 150, 2_000 / 7 + 150);
            }
            assertThat(read).containsExactlyInAnyOrderElementsOf(entries);
        }
        assertThat(directory.toFile().list()).isEmpty();
    }
}
