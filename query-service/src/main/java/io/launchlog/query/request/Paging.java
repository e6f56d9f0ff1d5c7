package io.launchlog.query.request;

import io.launchlog.query.error.ApiError;
import io.launchlog.query.error.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a result is asked for (contract section 3).
 *
 * @param skip how many records come before it; {@link Long#MAX_VALUE} stands for anything larger
 * @param size the most records that are answered; 1 to {@value #MAXIMUM_LIMIT}
 */
public record Paging(long skip, int size) {

    public static final int MAXIMUM_LIMIT = 1000;

    public static final String OFFSET = "offset";
    public static final String LIMIT = "limit";

    /**
     * Reads {@code offset} and {@code limit}.
     *
     * @throws ApiException ModelArts.0107 when one breaks its rule
     */
    public static Paging parse(QueryString query, OffsetUnit unit) {
        String offsetText = query.value(OFFSET);
        String limitText = query.value(LIMIT);
        long offset = offsetText == null ? 0 : digits(OFFSET, offsetText, "Allowed: 0 or more.");
        String allowed = "Allowed: 1 to " + MAXIMUM_LIMIT + ".";
        long limit = limitText == null ? MAXIMUM_LIMIT : digits(LIMIT, limitText, allowed);
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new ApiException(ApiError.invalidParameter(LIMIT, String.valueOf(limitText), allowed));
        }
        return new Paging(unit.skip(offset, (int) limit), (int) limit);
    }

    /** How many records the page has when that many match. */
    public int count(long total) {
        return (int) Math.min(size, Math.max(0, total - skip));
    }

    /** Whether the page has as many records as it may when that many match. */
    public boolean isFull(long total) {
        return count(total) == size;
    }

    /** Whether offset and size together stay within that bound. */
    public boolean isWithin(int window) {
        return skip == 0 || skip <= window - size;
    }

    private static long digits(String name, String text, String allowed) {
        WholeNumber number = isDigits(text) ? WholeNumber.parse(text) : null;
        if (number == null) {
            throw new ApiException(ApiError.invalidParameter(name, text, allowed));
        }
        return number.toLong();
    }

    private static boolean isDigits(@Nullable String text) {
        return text != null && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
