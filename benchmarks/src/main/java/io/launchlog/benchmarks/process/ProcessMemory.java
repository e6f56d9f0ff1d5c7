package io.launchlog.benchmarks.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process takes.
 *
 * @param resident bytes of the machine's memory; 0 where the system does not tell it as Linux does
 * @param heap bytes in use, garbage included
 */
public record ProcessMemory(long resident, long heap) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String MOST_RESIDENT = "VmHWM:";
    private static final long KIBIBYTE = 1024;

    static ProcessMemory ofThisJvm() throws IOException {
        return new ProcessMemory(
                Files.exists(STATUS) ? resident(Files.readAllLines(STATUS)) : 0,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** @param status lines of {@code /proc/self/status} */
    static long resident(List<String> status) {
        return bytes(status, RESIDENT);
    }

    /** The most that it ever was. */
    static long mostResident(List<String> status) {
        return bytes(status, MOST_RESIDENT);
    }

    private static long bytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                .findFirst()
                .orElse(0);
    }

    String toText() {
        return resident + " " + heap;
    }

    static ProcessMemory parse(String text) {
        int blank = text.indexOf(' ');
        return new ProcessMemory(Long.parseLong(text.substring(0, blank)), Long.parseLong(text.substring(blank + 1)));
    }
}
