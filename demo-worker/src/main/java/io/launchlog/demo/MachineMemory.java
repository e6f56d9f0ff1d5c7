package io.launchlog.demo;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this machine has left. */
final class MachineMemory {

    private static final Path LINUX_FILE = Path.of("/proc/meminfo");
    private static final Pattern LINUX_LINE = Pattern.compile("MemAvailable: +(\\d+) kB");

    private MachineMemory() {}

    /** What a new process could have now, in bytes. */
    static long available() {
        long free =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
        return Math.max(free, availableOnLinux());
    }

    /** Free memory leaves out the file cache, which Linux gives back at need. 0 on other systems. */
    private static long availableOnLinux() {
        try {
            Matcher line = LINUX_LINE.matcher(Files.readString(LINUX_FILE));
            return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
