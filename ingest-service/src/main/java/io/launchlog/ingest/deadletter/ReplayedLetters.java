package io.launchlog.ingest.deadletter;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which letters were replayed: one bit for each, so that millions fit. */
final class ReplayedLetters {

    private static final int BLOCK = 4096;

    private record Block(int partition, long number) {}

    private final Map<Block, BitSet> blocks = new HashMap<>();

    void add(Coordinate letter) {
        blocks.computeIfAbsent(blockOf(letter), _ -> new BitSet(BLOCK)).set(bitOf(letter));
    }

    boolean contains(Coordinate letter) {
        BitSet block = blocks.get(blockOf(letter));
        return block != null && block.get(bitOf(letter));
    }

    private static Block blockOf(Coordinate letter) {
        return new Block(letter.partition(), letter.offset() / BLOCK);
    }

    private static int bitOf(Coordinate letter) {
        return Math.toIntExact(letter.offset() % BLOCK);
    }
}
