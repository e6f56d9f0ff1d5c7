package io.launchlog.benchmarks.fuzz;

import io.launchlog.benchmarks.BenchmarkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What stands in the logs.
 *
 * @param lines in all of them
 * @param leaks lines with a token, or a part of one
 * @param samples of these, each cut
 * @param isWhole whether the line was there that is written last
 */
record LogScan(long lines, long leaks, List<String> samples, boolean isWhole) {

    private static final int SAMPLES = 5;
    private static final int ATTEMPTS = 100;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    LogScan {
        samples = List.copyOf(samples);
    }

    /**
     * Reads all logs of a directory, as soon as they are written to their end.
     *
     * @param last a text of which the last line to be written has something, and no other line
     * @throws BenchmarkException when that line does not come
     */
    static LogScan whenWhole(Path directory, String last) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LogScan scan = of(directory, last);
            if (scan.isWhole()) {
                return scan;
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        throw new BenchmarkException("The query service does not log the requests, so that its log proves nothing");
    }

    static LogScan of(Path directory, String last) {
        long lines = 0;
        long leaks = 0;
        boolean isWhole = false;
        List<String> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                // Whatever bytes there are.
                try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                        lines++;
                        isWhole |= line.contains(last);
                        if (line.contains(Tokens.MARK)) {
                            leaks++;
                            if (samples.size() < SAMPLES) {
                                samples.add(file.getFileName() + ": " + Findings.shown(line));
                            }
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new BenchmarkException("The logs in " + directory + " cannot be read: " + e.getMessage(), e);
        }
        return new LogScan(lines, leaks, samples, isWhole);
    }
}
