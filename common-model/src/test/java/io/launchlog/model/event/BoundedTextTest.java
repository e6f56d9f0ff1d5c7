package io.launchlog.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BoundedTextTest {

    @Example
    void textIsShownInQuotes() {
        assertThat(BoundedText.quote("größe \uD83D\uDE80")).isEqualTo("\"größe \uD83D\uDE80\"");
        assertThat(BoundedText.quote("")).isEqualTo("\"\"");
    }

    @Example
    void whatBreaksTheLineOrCannotBeShownIsAQuestionMark() {
        assertThat(BoundedText.quote("a\nb\r\tc\u0000\u007F\u0085d")).isEqualTo("\"a?b??c???d\"");
        assertThat(BoundedText.quote("a\uD800b\uDC00")).isEqualTo("\"a?b?\"");
        assertThat(BoundedText.quote("a\u2028b\u2029c")).isEqualTo("\"a?b?c\"");
    }

    @Example
    void longTextEndsInItsLength() {
        assertThat(BoundedText.quote("a".repeat(64))).isEqualTo('"' + "a".repeat(64) + '"');
        assertThat(BoundedText.quote("a".repeat(65))).isEqualTo('"' + "a".repeat(64) + "\"... (65 characters)");
        assertThat(BoundedText.quote("a".repeat(63) + "\uD83D\uDE80"))
                .isEqualTo('"' + "a".repeat(63) + "\uD83D\uDE80\"");
        assertThat(BoundedText.quote("a".repeat(63) + "\uD83D\uDE80b"))
                .isEqualTo('"' + "a".repeat(63) + "\uD83D\uDE80\"... (66 characters)");
    }

    @Example
    void aLineHasNoQuotesAndItsOwnBound() {
        assertThat(BoundedText.line("a\nb", 3)).isEqualTo("a?b");
        assertThat(BoundedText.line("abcd", 3)).isEqualTo("abc...");
        assertThat(BoundedText.line("ab\uD83D\uDE80d", 3)).isEqualTo("ab\uD83D\uDE80...");
    }

    @Property
    void anyTextIsBoundedAndOnOneLine(@ForAll String text) {
        String shown = BoundedText.quote(text);
        assertThat(shown)
                .hasSizeLessThanOrEqualTo(BoundedText.MAXIMUM_LENGTH + 40)
                .hasLineCount(1);
        assertThat(shown.codePoints()).noneMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF));
    }
}
