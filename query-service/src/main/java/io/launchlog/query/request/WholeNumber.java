package io.launchlog.query.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A non-negative whole number of any size, in constant memory: {@code 1e999999999} is one.
 *
 * @param digits significant digits without leading and trailing zeros; empty for 0
 * @param length how many digits the number has when written out; 0 for 0
 */
public record WholeNumber(String digits, long length) implements Comparable<WholeNumber> {

    private static final Pattern NUMBER = Pattern.compile("([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?");
    private static final int DIGITS_OF_LONG = 19;

    /** An exponent of more digits is beyond every length of a request. */
    private static final int EXPONENT_DIGITS = 12;

    /** As JSON writes numbers, leading zeros allowed; null when the text is none or has a fraction. */
    public static @Nullable WholeNumber parse(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return null;
        }
        String whole = number.group(1);
        String fraction = number.group(2) == null ? "" : number.group(2);
        String all = whole + fraction;
        int first = 0;
        while (first < all.length() && all.charAt(first) == '0') {
            first++;
        }
        if (first == all.length()) {
            return new WholeNumber("", 0);
        }
        int end = all.length();
        while (all.charAt(end - 1) == '0') {
            end--;
        }
        long length = whole.length() - first + exponent(number.group(3), number.group(4));
        return end - first <= length ? new WholeNumber(all.substring(first, end), length) : null;
    }

    /** The number, or the largest of its type when it is larger. */
    public long toLong() {
        if (length > DIGITS_OF_LONG) {
            return Long.MAX_VALUE;
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = i < digits.length() ? digits.charAt(i) - '0' : 0;
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    @Override
    public int compareTo(WholeNumber other) {
        int byLength = Long.compare(length, other.length);
        return byLength != 0 ? byLength : digits.compareTo(other.digits);
    }

    private static long exponent(@Nullable String sign, @Nullable String digits) {
        if (digits == null) {
            return 0;
        }
        String significant = digits.replaceFirst("^0+", "");
        if (significant.isEmpty()) {
            return 0;
        }
        long value = significant.length() > EXPONENT_DIGITS ? 10L * Integer.MAX_VALUE : Long.parseLong(significant);
        return "-".equals(sign) ? -value : value;
    }
}
