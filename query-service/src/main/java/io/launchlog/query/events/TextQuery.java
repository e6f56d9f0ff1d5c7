package io.launchlog.query.events;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the text of an event has to say (contract section 4): every word, in any order, the last one perhaps unfinished.
 *
 * @param words in the order of the query; none for everything
 */
record TextQuery(List<Word> words) {

    static final TextQuery EVERYTHING = new TextQuery(List.of());

    /** Those that the reference does not support. */
    static final String FORBIDDEN_CHARACTERS = "`(){}';,[]<>/?";

    private static final int MOST_WORDS = 64;

    /** As the tokenizer of the index, which cuts longer words. */
    private static final int LONGEST_WORD = 255;

    /** The bounds of {@link #parse} as a sentence. */
    static final String ALLOWED_LENGTH =
            "Allowed: at most " + MOST_WORDS + " words, each of at most " + LONGEST_WORD + " characters.";

    TextQuery {
        words = List.copyOf(words);
    }

    /** Whether the reference supports all characters of that text. */
    static boolean isAllowed(String text) {
        return text.chars().allMatch(c -> c < 0x80 && FORBIDDEN_CHARACTERS.indexOf(c) < 0);
    }

    /**
     * Takes a text of allowed characters apart.
     *
     * @return null when there are too many words, or one is too long: Elasticsearch would refuse them, or take seconds
     */
    static @Nullable TextQuery parse(String text) {
        // The whitespace of Java, as the index's tokenizer has it.
        List<Word> words = Arrays.stream(text.split("[\\s\\x1C-\\x1F]+"))
                .filter(Word::isWord)
                .map(Word::new)
                .toList();
        boolean bounded = words.size() <= MOST_WORDS
                && words.stream().allMatch(word -> word.text().length() <= LONGEST_WORD);
        return bounded ? new TextQuery(words) : null;
    }

    /**
     * A piece of the query between white space.
     *
     * @param text ASCII, with a letter or a digit
     */
    record Word(String text) {

        static boolean isWord(String text) {
            return text.chars().anyMatch(Word::isLetterOrDigit);
        }

        /** Without the punctuation around it. */
        String core() {
            int start = 0;
            while (!isLetterOrDigit(text.charAt(start))) {
                start++;
            }
            int end = text.length();
            while (!isLetterOrDigit(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(start, end);
        }

        /** Whether the index has it as one word: letters only or digits only. */
        boolean isSinglePart() {
            String core = core();
            return core.chars().allMatch(Word::isLetter) || core.chars().allMatch(Word::isDigit);
        }

        /** {@code backoff} for {@code back-off}; the word's letters, or nothing when there are digits or no joints. */
        String joinedLetters() {
            String core = core();
            if (isSinglePart() || core.chars().anyMatch(Word::isDigit)) {
                return "";
            }
            StringBuilder letters = new StringBuilder(core.length());
            core.chars().filter(Word::isLetter).forEach(c -> letters.append((char) c));
            return letters.toString();
        }

        private static boolean isLetterOrDigit(int c) {
            return isLetter(c) || isDigit(c);
        }

        private static boolean isLetter(int c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }
    }
}
